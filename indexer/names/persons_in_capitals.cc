// In capitals a name does not stand out, and a flash that is nothing but a line in capitals gives
// the tagger too little to go by. What is left: a given name or a title before, a verb of saying
// after, a name that everyone knows; and words that are no everyday words.
#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/names/persons.h"

namespace morgue {
namespace {

namespace wc = word_class;

class CapitalsFinder {
 public:
  CapitalsFinder(const MarkedText& text, const std::vector<PersonSpan>& known,
                 const DayPrinted& day)
      : text_(text),
        day_(day),
        flash_(text.size() > 0 && text.token(text.size() - 1).in_headline),
        known_(text.size(), false) {
    for (const PersonSpan& person : known)
      std::fill(known_.begin() + person.span.first, known_.begin() + person.span.last, true);
  }

  std::vector<PersonSpan> run() {
    for (std::uint32_t i = 0; i < text_.size();) {
      const std::uint32_t last = is_open(i) ? end_of_person(i) : i;
      if (last > i) {
        const bool east = last - i > 1 && text_.is(i, wc::kEastSurname) && !text_.is(i, wc::kGiven);
        spans_.push_back({{i, last}, east, false});
      }
      i = std::max(i + 1, last);
    }
    return std::move(spans_);
  }

 private:
  static constexpr WordClasses kNoName = wc::kCommon | wc::kPlace | wc::kPeople | wc::kCalendar |
                                         wc::kTitle | wc::kTitlePart | wc::kHonorific |
                                         wc::kCompany | wc::kTrade | wc::kBody | wc::kThing |
                                         wc::kSays | wc::kRole | wc::kBeforeThing;

  bool is_open(std::uint32_t i) const {
    return i < text_.size() && (flash_ || text_.in_capitals(i)) && text_.is_name_word(i) &&
           text_.use(i) == Use::Free && !known_[i];
  }
  bool could_be_surname(std::uint32_t i) const {
    return is_open(i) && !text_.is(i, kNoName) && !looks_like_prose(i) &&
           text_.folded(i).size() > 2;
  }

  /// Endings of verbs and nouns that no list of everyday words is long enough for.
  bool looks_like_prose(std::uint32_t i) const {
    const std::string_view word = text_.folded(i);
    if (text_.is(i, wc::kSurname | wc::kPublicSurname | wc::kGiven)) return false;
    for (const std::string_view ending :
         std::to_array<std::string_view>({"s", "es", "ed", "d", "ing"}))
      if (word.size() > ending.size() + 2 && word.ends_with(ending) &&
          (lexicon().classes(word.substr(0, word.size() - ending.size())) &
           (wc::kCommon | wc::kSays | wc::kRole)) != 0)
        return true;
    if (word.size() < 6) return false;
    return word.ends_with("ing") || word.ends_with("ed") || word.ends_with("tion") ||
           word.ends_with("tions") || word.ends_with("ment") || word.ends_with("ments") ||
           word.ends_with("ly") || word.ends_with("ness") || word.ends_with("ies") ||
           word.ends_with("ity") || word.ends_with("ers") || word.ends_with("able");
  }

  /// One past the person's name that begins at i, or i.
  std::uint32_t end_of_person(std::uint32_t i) const {
    if (text_.is(i, wc::kGiven) && !text_.is(i, kNoName) && follows(i, i + 1)) {
      const bool initial =
          text_.is_initial(i + 1) || (text_.folded(i + 1).size() == 1 && is_open(i + 1));
      const std::uint32_t surname = initial ? i + 2 : i + 1;
      if (could_be_surname(surname) && !text_.is(surname + 1, wc::kCompany)) return surname + 1;
    }
    const bool after_title = i > 0 && text_.in_capitals(i - 1) && text_.same_paragraph(i - 1, i) &&
                             text_.is(i - 1, wc::kTitle | wc::kHonorific) &&
                             !text_.token(i - 1).possessive;
    const bool surname = text_.is(i, wc::kSurname | wc::kPublicSurname) && !text_.is(i, kNoName);
    if (text_.is(i + 1, wc::kCompany)) return i;
    if (text_.is(i, wc::kPublicSurname) && !text_.is(i, kNoName)) return i + 1;
    if (!could_be_surname(i)) return i;
    if (office_holder_by_title(text_, {i, i + 1}, day_)) return i + 1;
    const bool speaks = text_.is(i + 1, wc::kSays) && text_.same_paragraph(i, i + 1);
    if (after_title && (surname || speaks)) return i + 1;
    return speaks && after_office(i) ? i + 1 : i;
  }

  bool follows(std::uint32_t i, std::uint32_t next) const {
    return text_.same_paragraph(i, next) && !text_.token(i).possessive;
  }

  /// "FED'S JOHNSON SAYS", "JAPAN'S TANAKA WARNS".
  bool after_office(std::uint32_t i) const {
    if (i < 2 || !text_.same_paragraph(i - 2, i) || !text_.token(i - 2).possessive) return false;
    return text_.is(i - 2, wc::kPlace | wc::kPeople | wc::kBody) ||
           text_.use(i - 2) == Use::Organisation || text_.use(i - 2) == Use::Place;
  }

  const MarkedText& text_;
  const DayPrinted& day_;
  bool flash_;               // a headline without an article
  std::vector<bool> known_;  // per token: part of a person that was found already
  std::vector<PersonSpan> spans_;
};

}  // namespace

std::vector<PersonSpan> find_persons_in_capitals(const MarkedText& text,
                                                 const std::vector<PersonSpan>& known,
                                                 const DayPrinted& day) {
  return CapitalsFinder(text, known, day).run();
}

}  // namespace morgue
