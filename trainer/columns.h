// Labelled text as columns, the form of the CoNLL shared tasks: a token and its BIO tag on a line,
// an empty line after a sentence, "-DOCSTART-" before a document.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "indexer/tagger/tags.h"

namespace morgue::trainer {

struct LabelledDocument {
  std::vector<std::string> words;
  std::vector<bool> sentence_start;
  std::vector<TaggedSpan> names;  // in text order; kinds that were not asked for are left out
};

/// First column the token, last the tag; BIO or IOB. Throws Error with file and line.
std::vector<LabelledDocument> load_columns(const std::filesystem::path& file,
                                           const std::vector<std::string>& kinds);

void write_columns(std::ostream& out, const LabelledDocument& document,
                   const std::vector<TaggedSpan>& names, const std::vector<std::string>& kinds);

}  // namespace morgue::trainer
