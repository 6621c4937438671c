#include "indexer/story_filing.h"

#include <charconv>

#include "indexer/schema/schema.h"
#include "indexer/schema/story_value.h"

namespace morgue {
namespace {

/// @param value  of the publication slot
PublicationDay day_of(const std::string& value) {
  int number = 0;
  if (value.size() < 8 || std::from_chars(value.data(), value.data() + 8, number).ec != std::errc{})
    return std::nullopt;
  const std::chrono::year_month_day day{
      std::chrono::year{number / 10'000},
      std::chrono::month(static_cast<unsigned>(number) / 100 % 100),
      std::chrono::day(static_cast<unsigned>(number) % 100)};
  if (!day.ok()) return std::nullopt;
  return day;
}

bool is_new_version_of(const StorySignature& signature, const StorySignature& before) {
  return tell_same_story(resemblance(signature.sketch, before.sketch), signature.weight,
                         before.weight, 0);
}

}  // namespace

void propose_story(Xapian::Document& document, const Article& article) {
  propose_story(document, article, signature_of(article.body));
}

void propose_story(Xapian::Document& document, const Article& article,
                   const StorySignature& signature) {
  document.add_value(schema::kStorySignatureSlot, encode_signature(signature));
  document.add_value(schema::kStorySlot,
                     schema::encode_story(story_founded_by(article.id, signature)));
}

void StoryFiling::load(const Xapian::Database& archive) {
  loaded_ = true;
  auto stories = archive.valuestream_begin(schema::kStorySlot);
  auto days = archive.valuestream_begin(schema::kPublishedSlot);
  const auto value_of = [&](Xapian::ValueIterator& values, Xapian::valueno slot,
                            Xapian::docid document) {
    if (values != archive.valuestream_end(slot)) values.skip_to(document);
    const bool found = values != archive.valuestream_end(slot) && values.get_docid() == document;
    return found ? *values : std::string{};
  };
  for (auto signature = archive.valuestream_begin(schema::kStorySignatureSlot);
       signature != archive.valuestream_end(schema::kStorySignatureSlot); ++signature) {
    const Xapian::docid document = signature.get_docid();
    const auto story = schema::decode_story(value_of(stories, schema::kStorySlot, document));
    if (story)
      index_.add(decode_signature(*signature),
                 day_of(value_of(days, schema::kPublishedSlot, document)), *story);
  }
}

void StoryFiling::file(Xapian::Document& document, const Xapian::Database& archive,
                       Xapian::docid replaces) {
  if (!loaded_) load(archive);
  const auto proposed = schema::decode_story(document.get_value(schema::kStorySlot));
  if (!proposed) return;
  const StorySignature signature =
      decode_signature(document.get_value(schema::kStorySignatureSlot));
  const PublicationDay day = day_of(document.get_value(schema::kPublishedSlot));
  if (replaces != 0) {
    const Xapian::Document before = archive.get_document(replaces);
    const auto story = schema::decode_story(before.get_value(schema::kStorySlot));
    if (story && is_new_version_of(
                     signature, decode_signature(before.get_value(schema::kStorySignatureSlot)))) {
      index_.add(signature, day, *story);
      document.add_value(schema::kStorySlot, schema::encode_story(*story));
      return;
    }
  }
  document.add_value(schema::kStorySlot,
                     schema::encode_story(index_.assign(signature, day, *proposed)));
}

}  // namespace morgue
