#include "indexer/schema/term.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "corpus/text/text.h"

namespace morgue::schema {
namespace {

constexpr std::size_t kMaxTermBytes = 200;

bool is_literal(const Field& field) {
  return field == kId || field == kFile || field == kCountry || field == kAnyCountry ||
         field == kAboutDay || field == kAboutMonth || field == kAboutYear || field == kAboutDecade;
}

}  // namespace

std::string content_hash(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  std::string hash;
  hash.reserve(sizeof canonical.digest);
  for (const unsigned char byte : canonical.digest) hash += static_cast<char>(byte);
  return hash;
}

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    hex += kDigits[static_cast<unsigned char>(byte) >> 4];
    hex += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return hex;
}

std::string fold_name(std::string_view name) {
  const std::string folded = collapse_space(fold(name));
  std::string plain;
  plain.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    const std::string_view rest = std::string_view(folded).substr(i);
    if (rest.starts_with("\u2018") || rest.starts_with("\u2019")) {
      plain += '\'';
      i += 3;
    } else if (rest.starts_with("\u2010") || rest.starts_with("\u2011") ||
               rest.starts_with("\u2013")) {
      plain += '-';
      i += 3;
    } else {
      plain += folded[i++];
    }
  }
  return plain;
}

std::string term_for(const Field& field, std::string_view value) {
  std::string term{field.prefix};
  term += is_literal(field) ? std::string{value} : fold_name(value);
  if (term.size() > kMaxTermBytes) {
    const std::string tail = to_hex(content_hash(term));
    term.resize(kMaxTermBytes - tail.size());
    term += tail;
  }
  return term;
}

}  // namespace morgue::schema
