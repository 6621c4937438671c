#include "indexer/schema/acronyms.h"

#include <algorithm>

#include "indexer/schema/codec.h"

namespace morgue::schema {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 8;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool is_acronym_of(std::string_view acronym, std::string_view name) {
  if (acronym.size() < kShortest || acronym.size() > kLongest ||
      !std::all_of(acronym.begin(), acronym.end(), is_capital))
    return false;
  std::size_t at = 0;
  bool begins = true;  // a word does, here
  std::size_t words = 0;
  for (const char c : name) {
    if (begins && is_capital(c)) {
      ++words;
      if (at < acronym.size() && c == acronym[at]) ++at;
    }
    begins = c == ' ' || c == '-' || c == '/';
  }
  // All words but one have their letter: "ABC" is not the Arab Bank of Commerce and Trade of Cairo.
  return at == acronym.size() && words <= acronym.size() + 1;
}

std::vector<SpeltOut> spelt_out_acronyms(std::string_view text, const Annotations& annotations) {
  std::vector<SpeltOut> pairs;
  for (const Mention& mention : annotations.mentions) {
    const Entity& entity = annotations.entities[mention.entity];
    if (entity.kind != EntityKind::Organisation) continue;
    const std::string_view printed = text.substr(mention.start, mention.end - mention.start);
    if (!is_acronym_of(printed, entity.key)) continue;
    SpeltOut pair{std::string{printed}, entity.key};
    if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end())
      pairs.push_back(std::move(pair));
  }
  return pairs;
}

std::string encode_spelt_out(const std::vector<SpeltOut>& pairs) {
  std::string bytes;
  for (const SpeltOut& pair : pairs) {
    put_string(bytes, pair.acronym);
    put_string(bytes, pair.name);
  }
  return bytes;
}

std::vector<SpeltOut> decode_spelt_out(std::string_view bytes) {
  std::vector<SpeltOut> pairs;
  Decoder decoder{bytes, "a list of acronyms"};
  while (!decoder.done()) {
    const std::string_view acronym = decoder.string();
    pairs.push_back({std::string{acronym}, std::string{decoder.string()}});
  }
  return pairs;
}

}  // namespace morgue::schema
