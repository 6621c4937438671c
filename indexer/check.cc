#include "indexer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <vector>

#include "corpus/error.h"
#include "corpus/text/ascii.h"
#include "indexer/document_check.h"
#include "indexer/schema/database.h"
#include "indexer/schema/token_files.h"
#include "indexer/schema/token_reader.h"

namespace morgue {
namespace {

using OnProblem = std::function<void(const std::string&)>;

constexpr std::string_view kMakeAnew = "index the sources again into a new directory";

constexpr std::array kTables = {"postlist", "docdata",  "termlist",
                                "position", "spelling", "synonym"};

/// Which state of the archive the readers see: the current generation and its revision.
std::string published_state(const std::filesystem::path& archive) {
  const std::filesystem::path tables = schema::database_directory(archive);
  std::ifstream revision{tables / "iamglass", std::ios::binary};
  return tables.string() + '\n' + std::string{std::istreambuf_iterator<char>{revision}, {}};
}

/// Xapian's own look at its trees, a table at a time: what it finds first keeps it from the others.
void check_tables(const std::filesystem::path& directory, const OnProblem& on_problem) {
  for (const char* table : kTables) {
    const std::filesystem::path file = directory / fmt::format("{}.glass", table);
    std::error_code error;
    if (!std::filesystem::exists(file, error)) continue;  // may be empty; else opening says so
    std::ostringstream report;
    std::string cause;
    try {
      if (Xapian::Database::check(file.string(), 0, &report) == 0) continue;
      cause = report.str();
    } catch (const Xapian::Error& failure) {
      cause = failure.get_description();
    }
    std::replace(cause.begin(), cause.end(), '\n', ' ');
    on_problem(
        fmt::format("'{}' is damaged: {}; {}", file.string(), cause.substr(0, 500), kMakeAnew));
  }
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

/// Every word of the spelling dictionary; Xapian does not look at what is in that table.
void read_spellings(const Xapian::Database& database) {
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word)
    if (word.get_termfreq() == 0)
      throw Xapian::DatabaseCorruptError("a word of the spelling table has no frequency");
}

/// Is there a word that the spelling dictionary surely has? (Of the stems, those before "a" are
/// numbers and the terms with a prefix.)
bool has_words_to_spell(const Xapian::Database& database) {
  constexpr std::size_t kSurely = 5;  // bytes; shorter words may be left out
  auto term = database.allterms_begin();
  term.skip_to("a");
  for (; term != database.allterms_end(); ++term) {
    const std::string& word = *term;
    if (word.size() >= kSurely && std::ranges::all_of(word, is_lower)) return true;
  }
  return false;
}

/// Tables that are not there though they should be: Xapian takes most of them for empty ones.
/// False if the documents cannot be read for it.
bool check_presence(const std::filesystem::path& tables, const Xapian::Database& database,
                    const OnProblem& problem) {
  if (database.get_doccount() == 0) return true;
  const auto require = [&](const char* table) {
    const std::filesystem::path file = tables / fmt::format("{}.glass", table);
    std::error_code error;
    if (std::filesystem::exists(file, error)) return true;
    problem(fmt::format("'{}' is missing; {}", file.string(), kMakeAnew));
    return false;
  };
  const bool readable = require("termlist");
  if (has_words_to_spell(database)) require("spelling");
  return readable;
}

/// One step of the check. What it meets instead of an archive that is whole is a problem, and the
/// next step goes on.
template <typename Step>
void step(const OnProblem& problem, const std::string& what, Step look) {
  try {
    look();
  } catch (const Xapian::DatabaseModifiedError&) {
    throw;
  } catch (const Xapian::Error& damage) {
    problem(fmt::format("{}: {}; {}", what, damage.get_description(), kMakeAnew));
  } catch (const std::exception& damage) {
    // Its own way out leads here.
    const std::string_view cause = damage.what();
    problem(fmt::format("{}: {}; {}", what, cause.substr(0, cause.find(';')), kMakeAnew));
  }
}

void check_documents(const std::filesystem::path& tables, const Xapian::Database& database,
                     const OnProblem& problem, CheckResult& result) {
  TokenCheck tokens{tables, database};
  if (const std::string sentence = tokens.problem_of_files(); !sentence.empty()) problem(sentence);
  if (!check_presence(tables, database, problem)) return;
  schema::Stemmer stemmer;
  schema::ArticleReader articles{database};
  PostingSum sum;
  for (auto posting = database.postlist_begin(std::string{});
       posting != database.postlist_end(std::string{}); ++posting) {
    ++result.articles;
    const Xapian::docid document = *posting;
    step(problem, fmt::format("document {}", document), [&] {
      const std::string sentence = problem_of_document(database, document, articles, stemmer);
      if (!sentence.empty()) problem(fmt::format("{}; {}", sentence, kMakeAnew));
      const std::string of_tokens = tokens.problem_of(document);
      if (!of_tokens.empty()) problem(of_tokens);
      add_term_list(sum, database, document);
    });
  }
  if (result.articles != database.get_doccount())
    problem(fmt::format("{} documents are listed, and there should be {}; {}", result.articles,
                        database.get_doccount(), kMakeAnew));
  const schema::StoredCounts stored = schema::count_stored(database);
  if (stored.summaries != result.articles || stored.texts != result.articles)
    problem(fmt::format("'{}' holds {} summaries and {} texts for {} documents; {}",
                        (tables / "postlist.glass").string(), stored.summaries, stored.texts,
                        result.articles, kMakeAnew));
  step(problem, "the posting lists", [&] {
    if (sum_of_posting_lists(database) != sum)
      problem(
          fmt::format("'{}': the posting lists and the term lists of the documents disagree; {}",
                      (tables / "postlist.glass").string(), kMakeAnew));
  });
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
  const std::string before = published_state(directory);
  const auto overtaken = [&] { return published_state(directory) != before; };
  const auto say_overtaken = [&] {
    problem(
        "the archive was written while it was checked; check it again when the other run is done");
    return result;
  };
  if (schema::has_tables(tables)) {
    std::vector<std::string> found;
    check_tables(tables, [&](const std::string& sentence) { found.push_back(sentence); });
    if (overtaken()) return say_overtaken();
    std::ranges::for_each(found, problem);
    // Xapian trusts the bytes of a block: to walk a damaged table may end in memory that is not
    // its.
    if (!found.empty()) return result;
    try {
      const Xapian::Database opens{tables.string()};
    } catch (const Xapian::Error& damage) {
      problem(fmt::format("the tables cannot be opened by '{}': {}; {}",
                          (tables / "iamglass").string(), damage.get_description(), kMakeAnew));
      return result;
    }
  }
  try {
    const Xapian::Database database = schema::open_for_reading(directory);
    step(problem, fmt::format("'{}'", tables.string()),
         [&] { check_documents(tables, database, problem, result); });
    step(problem, fmt::format("'{}', the records of the source files", tables.string()),
         [&] { schema::for_each_file(database, [](const schema::FileRecord&) {}); });
    step(problem, fmt::format("'{}'", (tables / "spelling.glass").string()),
         [&] { read_spellings(database); });
  } catch (const Xapian::DatabaseModifiedError& damage) {
    if (overtaken()) return say_overtaken();
    problem(fmt::format("'{}': {}; {}", tables.string(), damage.get_description(), kMakeAnew));
  } catch (const Error& refused) {
    problem(fmt::format("'{}': {}", tables.string(), refused.what()));
  }
  return result;
}

}  // namespace morgue
