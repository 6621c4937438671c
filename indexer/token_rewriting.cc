#include "indexer/token_rewriting.h"

#include <vector>

#include "indexer/schema/article_store.h"
#include "indexer/schema/document_tokens.h"
#include "indexer/schema/schema.h"

namespace morgue {

void rewrite_token_streams(Xapian::WritableDatabase& database, schema::TokenStreamWriter& streams) {
  const std::vector<Xapian::docid> all{database.postlist_begin(std::string{}),
                                       database.postlist_end(std::string{})};
  schema::Stemmer stemmer;
  schema::ArticleReader articles{database};
  database.begin_transaction();
  for (const Xapian::docid each : all) {
    Xapian::Document document = database.get_document(each);
    const Article article = articles.article(each).article;
    document.add_value(schema::kTokensSlot,
                       streams.append(schema::tokens_of(article, stemmer),
                                      document.get_value(schema::kContentHashSlot)));
    database.replace_document(each, document);
  }
  database.set_metadata(std::string{schema::kTokensKey}, streams.sync());
  database.commit_transaction();
}

}  // namespace morgue
