// Prints all that an archive holds, so that two can be compared: a line for each document, then one
// for each file record. Where the words of a document lie in the token streams is left out, and its
// story stands apart: both depend on what was written before.
#include <xapian.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/schema/article_store.h"
#include "indexer/schema/database.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"

namespace {

std::string content_of(const Xapian::Document& document,
                       const morgue::schema::StoredArticle& stored) {
  std::string all = morgue::schema::encode_summary(stored.article, stored.annotations) +
                    morgue::schema::encode_text(stored.article, stored.annotations);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    all += '\n' + *term + ' ' + std::to_string(term.get_wdf());
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    if (value.get_valueno() != morgue::schema::kTokensSlot &&
        value.get_valueno() != morgue::schema::kStorySlot)
      all += '\n' + std::to_string(value.get_valueno()) + ' ' + *value;
  return morgue::schema::to_hex(morgue::schema::content_hash(all));
}

}  // namespace

int main(int /*argc*/, char** argv) {
  const Xapian::Database database = morgue::schema::open_for_reading(argv[1]);
  morgue::schema::ArticleReader articles{database};
  for (auto posting = database.postlist_begin(std::string{});
       posting != database.postlist_end(std::string{}); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    const morgue::schema::StoredArticle stored = articles.article(*posting);
    nlohmann::ordered_json line;
    line["id"] = stored.article.id;
    line["document"] = *posting;
    line["content"] = content_of(document, stored);
    line["story"] = morgue::schema::to_hex(document.get_value(morgue::schema::kStorySlot));
    std::cout << line.dump() << '\n';
  }
  morgue::schema::for_each_file(database, [](const morgue::schema::FileRecord& record) {
    nlohmann::ordered_json line;
    line["file"] = record.path;
    line["content"] = record.content_hash;
    line["articles"] = record.articles;
    std::cout << line.dump() << '\n';
  });
}
