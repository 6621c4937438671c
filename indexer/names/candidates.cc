// A run is capitalised words with particles between them; what a run is cut at tells much of what
// follows.
#include "indexer/names/candidates.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace morgue {
namespace {

namespace wc = word_class;

constexpr std::uint32_t kLongestName = 6;  // words

/// "Jean-Jacques", "Mary-Ann": both halves are.
bool is_double_given(const MarkedText& text, std::uint32_t i) {
  const std::string_view word = text.folded(i);
  const std::size_t hyphen = word.find('-');
  return hyphen != std::string_view::npos && hyphen > 1 &&
         (lexicon().classes(word.substr(0, hyphen)) & wc::kGiven) != 0 &&
         (lexicon().classes(word.substr(hyphen + 1)) & wc::kGiven) != 0;
}

class CandidateFinder {
 public:
  explicit CandidateFinder(MarkedText& text) : text_(text) {}

  std::vector<PersonCandidate> run() {
    for (std::uint32_t i = 0; i < text_.size();) {
      if (const std::uint32_t last = end_of_credits(i); last > i) {
        text_.set_use({i, last}, Use::Other);
        i = last;
      }
      if (!is_open(i)) {
        ++i;
        continue;
      }
      const TokenSpan run = run_from(i);
      cut(run);
      i = run.last;
    }
    return std::move(candidates_);
  }

 private:
  bool is_open(std::uint32_t i) const { return is_open_word(text_, i); }
  bool is_given(std::uint32_t i) const { return is_given_name(text_, i); }

  /// "(Reporting by …; editing by …)": who wrote the article is not what it is about. One past it,
  /// or i.
  std::uint32_t end_of_credits(std::uint32_t i) const {
    constexpr auto kWork = std::to_array<std::string_view>(
        {"reporting", "editing", "writing", "written", "edited", "compiled", "reported"});
    if (!text_.reads(i + 1, "by") ||
        std::find(kWork.begin(), kWork.end(), text_.folded(i)) == kWork.end())
      return i;
    bool begins = i == 0 || !text_.same_paragraph(i - 1, i) || text_.token(i).sentence_start;
    for (std::uint32_t j = i; j > 0 && j + 4 > i && text_.same_paragraph(j - 1, i); --j)
      begins = begins || text_.reads(j - 1, "(") || text_.reads(j - 1, ";");
    if (!begins) return i;
    std::uint32_t last = i;
    while (text_.same_paragraph(last, i) && !text_.reads(last, ")")) ++last;
    return last;
  }

  // ---- runs

  /// Capitalised words with particles between them, up to a possessive, a sign or the sentence's
  /// end.
  TokenSpan run_from(std::uint32_t first) const {
    std::uint32_t last = first + 1;
    while (last < text_.size() && text_.same_paragraph(first, last) &&
           !text_.token(last - 1).possessive) {
      if (is_open(last) && !text_.token(last).sentence_start) {
        if (shouts(last) != shouts(last - 1)) break;
        ++last;
        continue;
      }
      std::uint32_t next = after_particles(last);
      if (next == last) next = after_nickname(last);
      if (next == last) break;
      last = next + 1;
    }
    return {first, last};
  }

  /// A word in capitals that is no acronym: a heading has run into the text.
  bool shouts(std::uint32_t i) const {
    return text_.token(i).all_caps && text_.folded(i).size() > 4 &&
           text_.token(i).kind == TokenKind::Word;
  }

  /// Past the nickname in 'Edward "Eddie" Smith': where the surname stands; else i.
  std::uint32_t after_nickname(std::uint32_t i) const {
    if (!text_.reads(i, "\"") && !text_.reads(i, "\u201c")) return i;
    std::uint32_t next = i + 1;
    while (next < i + 4 && is_open(next)) ++next;
    const bool closed = next > i + 1 && (text_.reads(next, "\"") || text_.reads(next, "\u201d"));
    return closed && is_given(i - 1) && is_open(next + 1) && text_.same_paragraph(i, next + 1) &&
                   !text_.token(next + 1).sentence_start
               ? next + 1
               : i;
  }

  /// "van der" before "Bellen": where the capitalised word stands; else i.
  std::uint32_t after_particles(std::uint32_t i) const {
    std::uint32_t next = i;
    while (next < text_.size() && next < i + 3 && !text_.is_name_word(next) &&
           text_.is(next, wc::kParticle) && text_.token(next).kind == TokenKind::Word)
      ++next;
    return next > i && is_open(next) && text_.same_paragraph(i, next) && !is_prose_particle(i, next)
               ? next
               : i;
  }

  /// "a" and "y", "e", "an" stand in prose too; between names only if nothing but a name follows.
  bool is_prose_particle(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (text_.is(i, wc::kCommon) && !text_.reads(i, "den")) return true;
    return false;
  }

  // ---- cutting

  void cut(TokenSpan run) {
    std::uint32_t start = run.first;
    PersonCandidate before;  // what the separators just passed say of the next candidate
    before.role_before = run.first > 0 && text_.same_paragraph(run.first - 1, run.first) &&
                         !text_.is_name_word(run.first - 1) && text_.is(run.first - 1, wc::kRole);
    before.titled = title_before(run.first);
    for (std::uint32_t i = run.first; i < run.last; ++i) {
      if (!separates(i, start, run)) continue;
      if (i > start) {
        close(before, {start, i}, run);
        before = {};
      }
      read_separator(i, before);
      start = i + 1;
    }
    if (start < run.last) close(before, {start, run.last}, run);
  }

  /// "Secretary of State |", "Minister for Foreign Affairs |": the title began before the run.
  bool title_before(std::uint32_t i) const {
    if (i == 0 || !text_.is(i, wc::kTitlePart)) return false;
    return i >= 2 && (text_.reads(i - 1, "of") || text_.reads(i - 1, "for")) &&
           text_.is(i - 2, wc::kTitle | wc::kTitlePart | wc::kRole);
  }

  void read_separator(std::uint32_t i, PersonCandidate& before) const {
    if (shouts(i) != shouts(i + 1 < text_.size() ? i + 1 : i)) return;
    before.titled = before.titled || text_.is(i, wc::kTitle);
    before.role_before = before.role_before || text_.is(i, wc::kRole);
    before.title_adjacent = text_.is(i, wc::kTitle) || (before.titled && closes_title(i));
    before.honorific = before.honorific || text_.is(i, wc::kHonorific);
    before.kept = text_.is(i, wc::kKeptTitle);
    if (text_.is(i, wc::kPeople) || text_.is(i, wc::kCalendar)) before = {};
  }

  /// "Secretary of State Shultz", "Minister of Finance Lawson".
  bool closes_title(std::uint32_t i) const {
    constexpr auto kClosers = std::to_array<std::string_view>(
        {"state", "affairs", "exchequer", "staff", "defence", "defense", "finance", "trade",
         "agriculture", "energy", "security", "justice", "interior", "treasury", "general",
         "health", "commerce", "elect"});
    return std::find(kClosers.begin(), kClosers.end(), text_.folded(i)) != kClosers.end();
  }

  bool separates(std::uint32_t i, std::uint32_t start, TokenSpan run) const {
    const bool first = i == start;
    const bool after_given = !first && (text_.is_initial(i - 1) || is_given(i - 1));
    const bool given_here =
        text_.is(i, wc::kGiven) && i + 1 < run.last && !text_.is(i + 1, wc::kGiven | wc::kThing);
    if (text_.is(i, wc::kSuffix | wc::kParticle) && !first) return false;
    if (text_.is_initial(i)) return false;
    if (text_.is(i, wc::kCommon) && text_.token(i).all_caps &&
        !text_.is(i, wc::kGiven | wc::kSurname))
      return true;
    // "May said", "Rice said": a surname alone, for the chains to judge.
    if (run.size() == 1 && text_.is(i, wc::kCalendar | wc::kCommon) && text_.is(i, wc::kSurname))
      return text_.is(i, wc::kCalendar) && dates(i);
    if (text_.is(i, wc::kCalendar))
      return dates(i) || (!after_given && !(text_.is(i, wc::kGiven) && i + 1 < run.last));
    if (text_.is(i, wc::kPeople)) return !after_given || !text_.is(i, wc::kSurname);
    if (text_.is(i, wc::kHonorific)) return !after_given && !text_.is(i, wc::kGiven);
    if (text_.is(i, wc::kKeptTitle)) return !after_given && i + 1 < run.last;
    if (text_.is(i, wc::kTitle)) return !(after_given && i + 1 == run.last) && !given_here;
    if (text_.is(i, wc::kTitlePart)) return !after_given;
    if (first && text_.is(i, wc::kRole) && !text_.is(i, wc::kGiven | wc::kSurname))
      return i + 1 < run.last;
    if (text_.is(i, wc::kPlace) && first) return place_separates(i, run);
    if (first && text_.is(i, wc::kCommon) && text_.token(i).sentence_start)
      return !text_.is(i, wc::kGiven) || i + 1 == run.last;
    return false;
  }

  /// "last August", "in April"
  bool dates(std::uint32_t i) const {
    constexpr auto kBefore =
        std::to_array<std::string_view>({"in", "last", "next", "this", "since", "by", "of", "until",
                                         "early", "late", "during", "from"});
    return i > 0 && std::find(kBefore.begin(), kBefore.end(), text_.folded(i - 1)) != kBefore.end();
  }

  /// "California Gov.", "Texas Ron": but not "Kobe Bryant", which may be a person.
  bool place_separates(std::uint32_t i, TokenSpan run) const {
    if (i + 1 >= run.last) return false;
    const bool title_next = text_.is(i + 1, wc::kTitle | wc::kTitlePart | wc::kHonorific) &&
                            !text_.is(i + 1, wc::kGiven);
    if (text_.is(i, wc::kGiven)) return title_next;
    // Headlines leave out the "'s": "Venezuela Chavez to meet ministers".
    const bool shortened = text_.token(i).in_headline && text_.is(i + 1, wc::kSurname);
    return title_next || shortened || is_given(i + 1);
  }

  /// "Immunologist", "YouTuber": what someone is, in capitals because it opens a sentence or a
  /// title.
  bool is_descriptor(std::uint32_t i) const {
    const std::string_view word = text_.folded(i);
    if (word.size() < 6 ||
        text_.is(i, wc::kGiven | wc::kSurname | wc::kPublicSurname | wc::kEastSurname))
      return false;
    constexpr auto kEndings =
        std::to_array<std::string_view>({"er", "or", "ist", "ian", "man", "woman", "eur", "ant"});
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](std::string_view ending) { return word.ends_with(ending); });
  }

  void close(PersonCandidate before, TokenSpan span, TokenSpan run) {
    if (span.size() > 2 && is_descriptor(span.first) &&
        (is_given(span.first + 1) || text_.token(span.first).sentence_start)) {
      ++span.first;
      before.role_before = true;
    }
    while (span.size() > 1 && text_.is(span.last - 1, wc::kParticle) &&
           !text_.is_name_word(span.last - 1))
      --span.last;
    if (span.size() > kLongestName || is_thing(span, run)) {
      text_.set_use(span, Use::Other);
      return;
    }
    PersonCandidate candidate = before;
    candidate.span = span;
    candidate.surname_first = is_east_order(span);
    candidates_.push_back(candidate);
  }

  /// "Lincoln Center", "Hurricane Sandy", "Bush Doctrine": named after a person perhaps, but no
  /// person.
  bool is_thing(TokenSpan span, TokenSpan run) const {
    const std::uint32_t last = span.last - 1;
    const bool surname_too = text_.is(last, wc::kSurname | wc::kPublicSurname) && span.size() > 1 &&
                             (is_given(span.first) || text_.is_initial(span.first));
    const bool middle_initial = span.size() > 2 && text_.is_initial(last - 1);
    if (span.size() > 1 && text_.is(last, wc::kThing | wc::kCompany | wc::kTrade | wc::kBody) &&
        !surname_too && !middle_initial)
      return true;
    // A word cut off as a title can be the thing: "Nixon Library Director".
    if (span.last < run.last && text_.is(span.last, wc::kThing | wc::kBody) &&
        !text_.is(span.last, wc::kTitle) && !text_.token(last).possessive)
      return true;
    if (names_partners(span.last)) return true;
    if (names_facility(span.last) && !text_.token(last).possessive && span.size() > 1) return true;
    const bool opened = span.first > 0 && text_.same_paragraph(span.first - 1, span.first) &&
                        text_.is(span.first - 1, wc::kBeforeThing) &&
                        text_.is_name_word(span.first - 1) &&
                        !text_.is(span.first - 1, wc::kTitlePart | wc::kKeptTitle | wc::kTitle);
    return opened ||
           (text_.is(span.first, wc::kBeforeThing) && !text_.is(span.first, wc::kEastSurname));
  }

  /// "Alan B. Slifka and Co"
  bool names_partners(std::uint32_t i) const {
    return (text_.reads(i, "and") || text_.reads(i, "&")) &&
           (text_.reads(i + 1, "co") || text_.reads(i + 1, "company") ||
            text_.reads(i + 1, "sons") || text_.reads(i + 1, "associates"));
  }

  /// "John F. Kennedy airport", "James Webb space telescope"
  bool names_facility(std::uint32_t i) const {
    constexpr auto kFacilities = std::to_array<std::string_view>(
        {"airport", "telescope", "stadium", "hospital", "museum", "prison", "university", "library",
         "award", "prize", "medal", "trophy", "syndrome", "disease", "bridge", "theatre", "theater",
         "school", "foundation"});
    const auto is_facility = [&](std::uint32_t j) {
      return j < text_.size() && !text_.is_name_word(j) &&
             std::find(kFacilities.begin(), kFacilities.end(), text_.folded(j)) !=
                 kFacilities.end();
    };
    return is_facility(i) ||
           ((text_.reads(i, "space") || text_.reads(i, "international")) && is_facility(i + 1));
  }

  bool is_east_order(TokenSpan span) const {
    if (span.size() < 2 || span.size() > 3 || !text_.is(span.first, wc::kEastSurname)) return false;
    for (std::uint32_t i = span.first + 1; i < span.last; ++i)
      if (!is_east_given_name(text_.folded(i)) ||
          text_.is(i, wc::kThing | wc::kPlace | wc::kCommon))
        return false;
    // "Lee Marvin" is none; "Lee Min" could be.
    return !(span.size() == 2 && text_.is(span.first, wc::kGiven) &&
             !text_.is(span.first + 1, wc::kEastSurname) &&
             text_.folded(span.first + 1).find('-') == std::string_view::npos &&
             text_.is(span.first + 1, wc::kSurname));
  }

  MarkedText& text_;
  std::vector<PersonCandidate> candidates_;
};

}  // namespace

std::vector<PersonCandidate> find_candidates(MarkedText& text) {
  return CandidateFinder(text).run();
}

bool is_open_word(const MarkedText& text, std::uint32_t i) {
  return text.is_name_word(i) && text.use(i) == Use::Free && !text.in_capitals(i);
}

bool is_given_name(const MarkedText& text, std::uint32_t i) {
  if (text.is(i, wc::kPlace | wc::kCalendar | wc::kPeople | wc::kTitlePart | wc::kTitle))
    return false;
  if (text.is(i, wc::kGiven) && text.is(i, wc::kCommon | wc::kThing))
    return !text.token(i).sentence_start && is_open_word(text, i + 1) &&
           !text.is(i + 1, wc::kCommon | wc::kThing) && text.same_paragraph(i, i + 1);
  return text.is(i, wc::kGiven) || is_double_given(text, i);
}

std::uint32_t surname_of(const MarkedText& text, TokenSpan span, bool surname_first) {
  if (surname_first) return span.first;
  std::uint32_t last = span.last - 1;
  while (last > span.first && text.is(last, word_class::kSuffix)) --last;
  return last;
}

}  // namespace morgue
