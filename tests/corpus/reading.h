// What the tests of readers share: collecting records, and files that vanish with the test.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/readers/reader.h"
#include "corpus/source.h"

namespace morgue {

struct Collected {
  std::vector<Article> articles;
  std::vector<Skipped> skipped;

  RecordSink sink() {
    return [this](Record record) {
      if (auto* article = std::get_if<Article>(&record))
        articles.push_back(std::move(*article));
      else
        skipped.push_back(std::get<Skipped>(std::move(record)));
    };
  }
};

inline SourceFile file_named(std::string id_path) {
  return SourceFile{"/archive/" + id_path, std::move(id_path), 0, {}, {}};
}

/// The article that a record must be; otherwise the test fails with the reason.
inline Article article_in(const Record& record) {
  if (const auto* article = std::get_if<Article>(&record)) return *article;
  const Skipped& skipped = std::get<Skipped>(record);
  ADD_FAILURE() << to_string(skipped.reason) << ": " << skipped.detail;
  return {};
}

/// "2016-12-19 metadata"; "none" if no day is known.
inline std::string published_of(const Article& article) {
  const std::string from(to_string(article.published_from));
  return article.published ? to_iso(*article.published) + " " + from : from;
}

/// "2016-12-20"; "none" if the source states no change.
inline std::string modified_of(const Article& article) {
  return article.modified ? to_iso(*article.modified) : "none";
}

using StreamReader = void (*)(std::istream&, const SourceFile&, const ReadLimits&,
                              const RecordSink&, const std::function<void(std::uint64_t)>&);

inline Collected read_stream(StreamReader reader, const std::string& bytes,
                             const std::string& id_path, const ReadLimits& limits = {}) {
  Collected collected;
  std::istringstream in(bytes);
  reader(in, file_named(id_path), limits, collected.sink(), [](std::uint64_t) {});
  return collected;
}

/// A directory of its own for each test.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "morgue-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

  std::filesystem::path write(const std::string& name, std::string_view bytes) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }

 private:
  std::filesystem::path path_;
};

/// What a walk over sources says.
class Recorder : public SourceVisitor {
 public:
  bool wants(const SourceFile& file) override {
    asked.push_back(file);
    return wants_all;
  }
  void file_begun(const SourceFile& file) override { events.push_back("begun " + file.id_path); }
  void article(Article article) override {
    events.push_back("article " + article.id);
    articles.push_back(std::move(article));
  }
  void left_out(const Article& page,
                const std::vector<extraction::RepeatedParagraph>& paragraphs) override {
    events.push_back("left out of " + page.id);
    for (const extraction::RepeatedParagraph& paragraph : paragraphs) repeated.push_back(paragraph);
  }
  void skipped(Skipped one) override {
    events.push_back("skipped " + std::string(to_string(one.reason)));
    skipped_ones.push_back(std::move(one));
  }
  void file_done(const SourceFile& file) override {
    events.push_back("done " + file.id_path);
    done.push_back(file.id_path);
  }
  void consumed(std::uint64_t count) override { bytes += count; }

  std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const Article& one : articles) all.push_back(one.id);
    return all;
  }

  bool wants_all = true;
  std::vector<SourceFile> asked;
  std::vector<Article> articles;
  std::vector<Skipped> skipped_ones;
  std::vector<std::string> done;
  std::vector<extraction::RepeatedParagraph> repeated;
  std::vector<std::string> events;  // "begun news/a.html", "article news/a.html" … as they came
  std::uint64_t bytes = 0;
};

inline Recorder read_all(const std::vector<std::filesystem::path>& paths,
                         const ReadLimits& limits = {}) {
  std::vector<std::string> sources;
  for (const std::filesystem::path& path : paths) sources.push_back(path.native());
  Recorder recorder;
  read_sources(sources, limits, recorder);
  return recorder;
}

}  // namespace morgue
