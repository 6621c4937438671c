#include "trainer/columns.h"

#include <algorithm>
#include <fstream>
#include <ostream>

#include "corpus/error.h"

namespace morgue::trainer {
namespace {

class ColumnReader {
 public:
  ColumnReader(const std::filesystem::path& file, const std::vector<std::string>& kinds)
      : file_(file), kinds_(kinds), in_(file) {
    if (!in_) throw Error("cannot read '" + file.string() + "': is the path right?");
  }

  std::vector<LabelledDocument> run() {
    for (std::string line; std::getline(in_, line);) {
      ++line_;
      if (line.starts_with("-DOCSTART-")) {
        end_name();
        documents_.emplace_back();
        starts_ = true;
      } else if (line.find_first_not_of(" \t\r") == std::string::npos) {
        end_name();
        starts_ = true;
      } else {
        read_token(line);
      }
    }
    end_name();
    return std::move(documents_);
  }

 private:
  void read_token(std::string_view line) {
    while (line.back() == ' ' || line.back() == '\t' || line.back() == '\r') line.remove_suffix(1);
    const std::size_t word_end = line.find_first_of(" \t");
    if (word_end == 0 || word_end == std::string_view::npos)
      throw Error("cannot read '" + file_.string() + "': line " + std::to_string(line_) +
                  " has no second column; expected a token and a tag");
    if (documents_.empty()) documents_.emplace_back();
    LabelledDocument& document = documents_.back();
    read_tag(line.substr(line.find_last_of(" \t") + 1), document.words.size());
    document.words.emplace_back(line.substr(0, word_end));
    document.sentence_start.push_back(starts_);
    starts_ = false;
  }

  void read_tag(std::string_view tag, std::size_t at) {
    const std::string_view kind = tag.size() > 2 ? tag.substr(2) : std::string_view();
    const bool goes_on = tag.starts_with("I-") && kind == kind_;
    if (!goes_on) {
      end_name();
      kind_ = kind;
      first_ = at;
    }
  }

  void end_name() {
    const auto known = std::find(kinds_.begin(), kinds_.end(), kind_);
    if (!kind_.empty() && known != kinds_.end())
      documents_.back().names.push_back({static_cast<std::uint32_t>(first_),
                                         static_cast<std::uint32_t>(documents_.back().words.size()),
                                         static_cast<std::uint8_t>(known - kinds_.begin())});
    kind_.clear();
  }

  const std::filesystem::path& file_;
  const std::vector<std::string>& kinds_;
  std::ifstream in_;
  std::vector<LabelledDocument> documents_;
  std::size_t line_ = 0;
  bool starts_ = true;
  std::string kind_;  // of the name being read, empty if there is none
  std::size_t first_ = 0;
};

}  // namespace

std::vector<LabelledDocument> load_columns(const std::filesystem::path& file,
                                           const std::vector<std::string>& kinds) {
  return ColumnReader(file, kinds).run();
}

void write_columns(std::ostream& out, const LabelledDocument& document,
                   const std::vector<TaggedSpan>& names, const std::vector<std::string>& kinds) {
  out << "-DOCSTART- O\n";
  std::size_t name = 0;
  for (std::size_t i = 0; i < document.words.size(); ++i) {
    if (document.sentence_start[i]) out << '\n';
    while (name < names.size() && names[name].last <= i) ++name;
    out << document.words[i] << '\t';
    if (name < names.size() && names[name].first <= i)
      out << (names[name].first == i ? "B-" : "I-") << kinds[names[name].kind] << '\n';
    else
      out << "O\n";
  }
  out << '\n';
}

}  // namespace morgue::trainer
