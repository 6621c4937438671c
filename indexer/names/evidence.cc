// Sums weights: each sign that a reader goes by has one.
#include "indexer/names/evidence.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace morgue {
namespace {

namespace wc = word_class;

// Weights, set by hand on half of a labelled set of Wikinews articles.
constexpr float kGivenName = 3;
constexpr float kDoubtfulGivenName = 1.5F;  // also a place or an everyday word: "Jordan", "Grace"
constexpr float kEastOrder = 3;
constexpr float kTitled = 3;
constexpr float kRoleBefore = 2.5F;
constexpr float kInitial = 2.5F;
constexpr float kSuffixed = 3;
constexpr float kArabic = 2;  // "al-", "bin"
constexpr float kAge = 3;
constexpr float kRoleAfter = 2.5F;
constexpr float kWho = 1.5F;
constexpr float kSays = 1.5F;
constexpr float kSaidBefore = 1;
constexpr float kPublicSurname = 2;
constexpr float kCommonSurname = 1;
constexpr float kGivenLater = 1;  // "Kino Gabriel"
constexpr float kYearOld = 2.5F;
constexpr float kNamedBefore = 1;    // "identified as", "named"
constexpr float kEastBackwards = 2;  // "Man-kei Tam"
constexpr float kRoleBeforeWord = 1.5F;
constexpr float kPlaceFirst = -2;
constexpr float kPlaceLater = -1;
constexpr float kEverydayWord = -1.5F;
constexpr float kPeopleWord = -2;
constexpr float kTheBefore = -2;
constexpr float kFour = -1;

class Evidence {
 public:
  explicit Evidence(const MarkedText& text) : text_(text) {}

  float of(const PersonCandidate& candidate) const {
    const TokenSpan span = candidate.span;
    float sum = 0;
    const bool single = span.size() == 1;
    if (candidate.honorific || candidate.kept ||
        (candidate.titled && (!single || candidate.title_adjacent)))
      sum += kTitled;
    if (candidate.role_before) sum += single ? kRoleBeforeWord : kRoleBefore;
    sum += evidence_around(span);
    return single ? sum + evidence_of_word(span.first, candidate)
                  : sum + evidence_inside(candidate);
  }

 private:
  bool is_given(std::uint32_t i) const { return is_given_name(text_, i); }

  float evidence_of_word(std::uint32_t i, const PersonCandidate& candidate) const {
    float sum = 0;
    const WordClasses no_name = wc::kCommon | wc::kPlace | wc::kPeople | wc::kCalendar |
                                wc::kTitlePart | wc::kBody | wc::kThing | wc::kCompany |
                                wc::kTrade | wc::kRole;
    const bool surname = text_.is(i, wc::kSurname | wc::kPublicSurname | wc::kEastSurname);
    const bool within_sentence = text_.is(i, wc::kPublicSurname) && !text_.token(i).sentence_start;
    if (text_.is(i, no_name) && !within_sentence &&
        !(surname && (candidate.honorific || candidate.titled)))
      sum -= 4;
    if (text_.token(i).all_caps && text_.printed(i).size() < 6) sum -= 4;
    if (text_.is_initial(i)) sum -= 4;
    if (text_.is(i, wc::kPublicSurname)) sum += kEnoughEvidence;
    if (text_.is(i, wc::kSurname)) sum += kCommonSurname / 2;
    if (candidate.kept && !text_.is(i, wc::kGiven)) sum -= 1.5F;
    return sum;
  }

  float evidence_inside(const PersonCandidate& candidate) const {
    const TokenSpan span = candidate.span;
    const std::uint32_t last = surname_of(text_, span, false);
    float sum = 0;
    if (!candidate.surname_first && is_east_backwards(span)) sum += kEastBackwards;
    if (candidate.surname_first) sum += is_doubtful_east(span) ? kDoubtfulGivenName : kEastOrder;
    if (is_given(span.first)) {
      sum += kGivenName;
    } else if (text_.is(span.first, wc::kGiven)) {
      sum += kDoubtfulGivenName;
    } else if (text_.is(span.first, wc::kPlace)) {
      sum += kPlaceFirst;
    }
    if (text_.is(last, wc::kPublicSurname)) {
      sum += kPublicSurname;
    } else if (text_.is(last, wc::kSurname)) {
      sum += kCommonSurname;
    } else if (is_given(last) && last != span.first) {
      sum += kGivenLater;
    } else if (text_.is(last, wc::kPlace)) {
      sum += kPlaceLater;
    }
    if (last + 1 < span.last &&
        (span.size() > 2 || text_.is(span.first, wc::kGiven | wc::kSurname)))
      sum += kSuffixed;
    if (span.size() > 3) sum += kFour;
    for (std::uint32_t i = span.first; i < span.last; ++i) sum += evidence_of_part(i, span);
    return sum;
  }

  float evidence_of_part(std::uint32_t i, TokenSpan span) const {
    const std::string_view word = text_.folded(i);
    if (text_.is_initial(i)) return i + 1 < span.last ? kInitial : kEverydayWord;
    if (word.starts_with("al-") || word.starts_with("el-") || word == "bin" || word == "ibn")
      return kArabic;
    const bool name = text_.is(
        i, wc::kGiven | wc::kSurname | wc::kPublicSurname | wc::kEastSurname | wc::kParticle);
    if (text_.is(i, wc::kPeople) && !name) return kPeopleWord;
    if (text_.is(
            i, wc::kCommon | wc::kTitlePart | wc::kBody | wc::kCompany | wc::kTrade | wc::kThing) &&
        !name)
      return kEverydayWord;
    if (text_.token(i).all_caps && word.size() > 1 && !text_.is(i, wc::kSuffix | wc::kGiven))
      return kEverydayWord;
    return 0;
  }

  float evidence_around(TokenSpan span) const {
    float sum = 0;
    const std::uint32_t next = span.last;
    if (text_.same_paragraph(span.first, next)) {
      if (text_.reads(next, ",") && span.size() > 1) sum += evidence_after_comma(next + 1);
      if (!text_.is_name_word(next) && text_.is(next, wc::kSays)) sum += kSays;
    }
    if (span.first > 0 && text_.same_paragraph(span.first - 1, span.first)) {
      const std::uint32_t previous = span.first - 1;
      if (text_.reads(previous, "the")) sum += kTheBefore;
      if (text_.reads(previous, "said") || text_.reads(previous, "says")) sum += kSaidBefore;
      if (text_.folded(previous).ends_with("-year-old")) sum += kYearOld;
      const bool as =
          text_.reads(previous, "as") && previous > 0 &&
          (text_.reads(previous - 1, "identified") || text_.reads(previous - 1, "known"));
      if (as || text_.reads(previous, "named")) sum += kNamedBefore;
    }
    return sum;
  }

  /// ", 54," and ", the foreign minister," and ", who".
  float evidence_after_comma(std::uint32_t i) const {
    if (i >= text_.size() || !text_.same_paragraph(i - 1, i)) return 0;
    if (text_.token(i).kind == TokenKind::Number) {
      const bool age =
          text_.printed(i).size() == 2 && (text_.reads(i + 1, ",") || text_.reads(i + 1, "."));
      return age ? kAge : 0;
    }
    if (text_.reads(i, "who") || text_.reads(i, "whose")) return kWho;
    constexpr std::uint32_t kReach = 6;
    for (std::uint32_t j = i; j < std::min(text_.size(), i + kReach) && text_.same_paragraph(i, j);
         ++j) {
      if (text_.token(j).kind == TokenKind::Punctuation && !text_.reads(j, "'s")) break;
      if (text_.is(j, wc::kSays)) break;
      if (text_.is(j, wc::kRole) && (!text_.is_name_word(j) || !text_.is_name_word(i)))
        return kRoleAfter;
    }
    return 0;
  }

  /// "No Fun", "So Long" at a sentence's start; but not "Ban Ki-moon".
  bool is_doubtful_east(TokenSpan span) const {
    return text_.is(span.first, wc::kCommon) && text_.token(span.first).sentence_start &&
           text_.folded(span.first + 1).find('-') == std::string_view::npos;
  }

  /// "Jing Wang", "Tak-Sing Wong"
  bool is_east_backwards(TokenSpan span) const {
    const std::uint32_t last = span.last - 1;
    if (span.size() > 3 || !text_.is(last, wc::kEastSurname) || text_.is(last, wc::kCommon))
      return false;
    for (std::uint32_t i = span.first; i < last; ++i)
      if (!is_east_given_name(text_.folded(i)) ||
          text_.is(i, wc::kThing | wc::kPlace | wc::kCommon | wc::kBeforeThing))
        return false;
    return true;
  }

  const MarkedText& text_;
};

}  // namespace

float evidence_for(const PersonCandidate& candidate, const MarkedText& text) {
  return Evidence(text).of(candidate);
}

bool is_named_as_firm(TokenSpan span, const MarkedText& text) {
  constexpr auto kEmployed = std::to_array<std::string_view>(
      {"analyst", "analysts", "economist", "economists", "strategist", "strategists", "trader",
       "traders", "spokesman", "spokeswoman", "spokesperson", "broker", "brokers", "dealer",
       "dealers", "chairman", "shares", "stock"});
  if (span.size() < 2) return false;
  const bool employs =
      text.same_paragraph(span.first, span.last) && !text.token(span.last - 1).possessive &&
      !text.is_name_word(span.last) &&
      std::find(kEmployed.begin(), kEmployed.end(), text.folded(span.last)) != kEmployed.end();
  const bool at = span.first > 0 && text.same_paragraph(span.first - 1, span.first) &&
                  text.reads(span.first - 1, "at");
  return employs || at;
}

}  // namespace morgue
