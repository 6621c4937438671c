#include "indexer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <sstream>

#include "corpus/error.h"
#include "indexer/schema/database.h"
#include "indexer/schema/document.h"
#include "indexer/schema/facet_values.h"
#include "indexer/schema/stored_article.h"
#include "indexer/schema/term.h"
#include "indexer/schema/token_files.h"
#include "indexer/schema/token_reader.h"

namespace morgue {
namespace {

using OnProblem = std::function<void(const std::string&)>;

/// Lines of Xapian's report that say something is wrong.
void check_tables(const std::filesystem::path& directory, const OnProblem& on_problem) {
  std::ostringstream report;
  std::size_t errors = 0;
  try {
    errors = Xapian::Database::check(directory.string(), 0, &report);
  } catch (const Xapian::Error& error) {
    on_problem("the tables cannot be read: " + error.get_description());
    return;
  }
  if (errors == 0) return;
  std::string text = report.str();
  std::replace(text.begin(), text.end(), '\n', ' ');
  on_problem(fmt::format("Xapian found {} damaged places: {}", errors, text.substr(0, 500)));
}

/// The words of every document as the token streams have them, against its stored text.
class TokenCheck {
 public:
  TokenCheck(const std::filesystem::path& directory, const Xapian::Database& database)
      : streams_(std::make_shared<const schema::TokenStreams>(directory, database)),
        reader_(streams_, database, stemmer_) {}

  std::string problem_of_files() const {
    if (streams_->usable()) return {};
    return fmt::format(
        "the files of the token streams are missing or damaged, phrases are looked for in the "
        "texts; {}",
        kWayOut);
  }

  std::string problem_of(Xapian::docid document) {
    if (!streams_->usable()) return {};  // said once
    const auto codes = streams_->codes(document);
    if (codes && *codes == reader_.codes_of_text(document)) return {};
    return fmt::format("document {}: its token stream is {}; remove '{}' and {}", document,
                       codes ? "not that of its text" : "missing or damaged", schema::kStreamFile,
                       kWayOut);
  }

 private:
  static constexpr std::string_view kWayOut = "run 'morgue index', which makes them anew";

  schema::Stemmer stemmer_;
  std::shared_ptr<const schema::TokenStreams> streams_;
  schema::TokenReader reader_;
};

/// What is wrong with one document, empty if nothing.
std::string problem_of(const Xapian::Database& database, Xapian::docid id) {
  const Xapian::Document document = database.get_document(id);
  const schema::StoredArticle stored = schema::decode_article(document.get_data());
  const std::string own_term = schema::term_for(schema::kId, stored.article.id);
  if (database.get_termfreq(own_term) != 1)
    return fmt::format("the id '{}' has {} documents instead of one", stored.article.id,
                       database.get_termfreq(own_term));
  const auto posting = database.postlist_begin(own_term);
  if (*posting != id)
    return fmt::format("the id '{}' leads to another document", stored.article.id);
  const struct {
    EntityKind kind;
    Xapian::valueno slot;
  } slots[] = {{EntityKind::Country, schema::kCountrySlot},
               {EntityKind::Person, schema::kPersonSlot},
               {EntityKind::Organisation, schema::kOrganisationSlot}};
  for (const auto& [kind, slot] : slots)
    if (document.get_value(slot) != schema::encode_facet_values(stored.annotations.entities, kind))
      return fmt::format("article '{}': its facet values and its text disagree", stored.article.id);
  const std::string published =
      stored.article.published ? schema::published_value(*stored.article.published) : std::string{};
  if (document.get_value(schema::kPublishedSlot) != published)
    return fmt::format("article '{}': its publication date and its text disagree",
                       stored.article.id);
  return {};
}

}  // namespace

CheckResult check_archive(const std::filesystem::path& directory, const OnProblem& on_problem) {
  const std::filesystem::path tables = schema::database_directory(directory);
  if (!schema::has_tables(tables) && !schema::has_generations(directory))
    throw Error{fmt::format("cannot check archive '{}': there is none; name another with --archive",
                            directory.string())};
  CheckResult result;
  const auto problem = [&](const std::string& sentence) {
    ++result.problems;
    on_problem(sentence);
  };
  if (schema::has_tables(tables)) check_tables(tables, problem);
  try {
    const Xapian::Database database = schema::open_for_reading(directory);
    TokenCheck tokens{tables, database};
    if (const std::string sentence = tokens.problem_of_files(); !sentence.empty())
      problem(sentence);
    for (auto posting = database.postlist_begin(std::string{});
         posting != database.postlist_end(std::string{}); ++posting) {
      ++result.articles;
      try {
        for (const std::string& sentence :
             {problem_of(database, *posting), tokens.problem_of(*posting)})
          if (!sentence.empty()) problem(sentence);
      } catch (const Xapian::DatabaseModifiedError&) {
        throw;
      } catch (const Xapian::Error& xapian) {
        problem(fmt::format("document {}: {}", *posting, xapian.get_description()));
      } catch (const Error& damaged) {
        problem(fmt::format("document {}: {}", *posting, damaged.what()));
      }
    }
    schema::for_each_file(database, [](const schema::FileRecord&) {});
  } catch (const Xapian::DatabaseModifiedError&) {
    problem(
        "the archive was written while it was checked; check it again when the other run is done");
  } catch (const Xapian::Error& xapian) {
    problem("the documents cannot be read: " + xapian.get_description());
  } catch (const Error& refused) {
    problem(refused.what());
  }
  return result;
}

}  // namespace morgue
