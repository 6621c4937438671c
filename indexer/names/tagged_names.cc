#include "indexer/names/tagged_names.h"

#include <array>
#include <cstddef>
#include <memory>

#include "indexer/names/tagger_input.h"
#include "indexer/tagger/tagger.h"

// The bytes of the model, put into the program by the assembler: as a C++ array they would take the
// compiler a minute.
asm(".section .rodata\n"
    ".balign 16\n"
    "morgue_name_model_begin:\n"
    ".incbin \"" MORGUE_NAME_MODEL
    "\"\n"
    "morgue_name_model_end:\n"
    ".previous\n");
extern "C" {
extern const char kNameModelBegin asm("morgue_name_model_begin");
extern const char kNameModelEnd asm("morgue_name_model_end");
}

namespace morgue {
namespace {

std::shared_ptr<const TaggerTable> shipped_table() {
  static const auto table = std::make_shared<const TaggerTable>(decode_tagger_model(
      {&kNameModelBegin, static_cast<std::size_t>(&kNameModelEnd - &kNameModelBegin)},
      "compiled in"));
  return table;
}

/// Only a full stop ends what the tagger calls a sentence: to our tokeniser one begins in 'He said,
/// "We …' too.
bool begins_sentence(const MarkedText& text, std::uint32_t i) {
  if (i == 0 || !text.same_paragraph(i - 1, i)) return true;
  if (!text.token(i).sentence_start) return false;
  for (std::uint32_t before = i; before-- > 0 && text.same_paragraph(before, i);) {
    if (text.token(before).kind != TokenKind::Punctuation) return true;
    const std::string_view sign = text.printed(before);
    if (sign == "," || sign == ":") return false;
    if (sign.front() == '.' || sign == "!" || sign == "?") return true;
  }
  return true;
}

}  // namespace

TaggedNames tag_names(const MarkedText& text) {
  std::vector<TaggerToken> tokens;
  std::vector<std::string_view> folded;
  tokens.reserve(text.size());
  folded.reserve(text.size());
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    tokens.push_back({text.printed(i), 0, 0, begins_sentence(text, i)});
    folded.push_back(text.folded(i));
  }
  mark_by_lexicon(tokens, folded);
  thread_local Tagger tagger(shipped_table());
  TaggedNames names;
  const std::array<std::vector<TokenSpan>*, 3> by_kind{&names.persons, &names.places,
                                                       &names.organisations};
  for (const TaggedSpan& span : tagger.tag(tokens))
    by_kind.at(span.kind)->push_back({span.first, span.last});
  return names;
}

}  // namespace morgue
