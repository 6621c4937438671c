#include "searcher/value_names.h"

#include <algorithm>
#include <map>

#include "corpus/text/text.h"
#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "indexer/schema/term.h"

namespace morgue {
namespace {

std::string without_points(std::string_view name) {
  std::string plain{name};
  std::erase(plain, '.');
  return plain;
}

/// Bytes beyond ASCII are parts of letters.
bool ends_word(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  const bool letter_or_digit =
      code >= 0x80 || (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
  return !letter_or_digit;
}

bool begins_word_of(std::string_view name, std::string_view beginning) {
  for (std::size_t at = name.find(beginning); at != std::string_view::npos;
       at = name.find(beginning, at + 1))
    if (at == 0 || ends_word(name[at - 1])) return true;
  return false;
}

std::string language_name(std::string_view code) {
  static const std::map<std::string_view, std::string_view> names{
      {"ar", "Arabic"},  {"de", "German"},  {"en", "English"},    {"es", "Spanish"},
      {"fa", "Persian"}, {"fr", "French"},  {"it", "Italian"},    {"ja", "Japanese"},
      {"nl", "Dutch"},   {"pl", "Polish"},  {"pt", "Portuguese"}, {"ru", "Russian"},
      {"sv", "Swedish"}, {"tr", "Turkish"}, {"uk", "Ukrainian"},  {"zh", "Chinese"}};
  const auto known = names.find(code);
  return std::string{known == names.end() ? code : known->second};
}

}  // namespace

TypedName::TypedName(std::string_view typed) {
  const std::string folded = without_points(schema::fold_name(typed));
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words_.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
}

bool TypedName::begins_words_of(std::string_view name) const {
  const std::string plain =
      name.find('.') == std::string_view::npos ? std::string{} : without_points(name);
  const std::string_view compared = plain.empty() ? name : std::string_view{plain};
  return std::all_of(words_.begin(), words_.end(),
                     [&](const std::string& word) { return begins_word_of(compared, word); });
}

std::string label_of(Facet facet, const std::string& value) {
  if (facet == Facet::Language) return language_name(value);
  if (facet == Facet::Year && value == kUndated) return "No date";
  if (facet != Facet::Country) return value;
  const std::string_view name = country_name(value);
  return name.empty() ? value : std::string{name};
}

std::vector<ValueId> values_named(const Columns& columns, Facet facet, const TypedName& typed) {
  const FacetColumn column = columns.facet(facet);
  std::vector<ValueId> named;
  const auto add = [&](std::optional<ValueId> value) {
    if (value) named.push_back(*value);
  };
  if (facet == Facet::Country) {
    for_each_country_name([&](std::string_view name, const std::string& code) {
      const bool is_code = schema::fold_name(code) == name;
      if (is_code ? typed.is_exactly(name) : typed.begins_words_of(name)) add(column.find(code));
    });
  } else if (facet == Facet::Region) {
    for_each_region_name([&](std::string_view name, const Region& region) {
      if (typed.begins_words_of(name)) add(column.find(region.name));
    });
  } else {
    for (const ValueId value : column.values()) {
      const bool language = facet == Facet::Language;
      if (typed.begins_words_of(column.folded(value)) ||
          (language && typed.begins_words_of(
                           schema::fold_name(label_of(facet, std::string{column.label(value)})))))
        add(column.filed_under(value));
    }
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

}  // namespace morgue
