// Three passes: names of the table; names by their shape, which may hold one of the table
// ("Wisconsin Supreme Court"); later mentions of both by a short form ("Acme" after "Acme Holdings
// Inc", "ABC" after "Agency for Better Cities (ABC)").
#include "indexer/names/organisations.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace morgue {
namespace {

namespace wc = word_class;

constexpr std::uint32_t kLongestName = 12;  // tokens

class OrganisationFinder {
 public:
  explicit OrganisationFinder(MarkedText& text) : text_(text), mention_at_(text.size(), kNone) {}

  std::vector<OrganisationFound> run() {
    for (std::uint32_t i = 0; i < text_.size(); ++i) i += match_table(i);
    for (std::uint32_t i = 0; i < text_.size(); ++i) i += match_shape(i);
    for (std::uint32_t i = 0; i < text_.size(); ++i) match_short_form(i);
    return collected();
  }

 private:
  struct Mention {
    std::string name;
    TokenSpan span;
  };

  static constexpr std::uint32_t kNone = UINT32_MAX;

  const Mention* mention_at(std::uint32_t i) const {
    return mention_at_[i] == kNone ? nullptr : &mentions_[mention_at_[i]];
  }

  // ---- the table

  /// Tokens to skip after the one at i.
  std::uint32_t match_table(std::uint32_t i) {
    if (!text_.is(i, wc::kPhraseStart) || !may_begin_name(i)) return 0;
    key_.assign(text_.folded(i));
    std::optional<Phrase> best;
    std::uint32_t best_last = i;
    for (std::uint32_t last = i + 1;; ++last) {
      const auto found = lexicon().phrases.find(key_);
      if (found == lexicon().phrases.end()) break;
      if (found->second.complete && is_printed_as_name({i, last}, found->second)) {
        best = found->second;
        best_last = last;
      }
      if (!found->second.goes_on || last >= text_.size() || !text_.same_paragraph(i, last)) break;
      key_ += ' ';
      key_ += text_.folded(last);
    }
    if (!best) return 0;
    if (best->kind == PhraseKind::Organisation) best_last = after_trade(best_last);
    take(*best, {i, best_last});
    return best_last - i - 1;
  }

  /// "Nissan Motors", "Barclays Capital"
  std::uint32_t after_trade(std::uint32_t last) const {
    while (!text_.in_capitals(last - 1) && text_.same_paragraph(last - 1, last) &&
           text_.is_name_word(last) && !text_.token(last - 1).possessive &&
           text_.is(last, wc::kTrade) && !text_.is(last, wc::kBody | wc::kTitlePart | wc::kThing))
      ++last;
    return last;
  }

  bool may_begin_name(std::uint32_t i) const {
    return text_.is_name_word(i) || text_.reads(i, "the") || text_.reads(i, "al") ||
           text_.token(i).caps_line;
  }

  bool is_printed_as_name(TokenSpan span, const Phrase& phrase) const {
    const bool single = span.size() == 1;
    if (text_.in_capitals(span.first))
      return !(single && text_.is(span.first, wc::kCommon | wc::kTitlePart | wc::kGiven));
    if (phrase.acronym) return text_.token(span.first).all_caps;
    if (single && text_.token(span.first).all_caps && text_.printed(span.first).size() < 4)
      return false;  // "FED" shouted, "ING"
    if (single && phrase.kind == PhraseKind::Organisation && belongs_to_person(span.first))
      return false;
    for (std::uint32_t i = span.first; i < span.last; ++i)
      if (text_.token(i).kind == TokenKind::Word && text_.folded(i).size() > 3 &&
          !text_.is_name_word(i))
        return false;
    return true;
  }

  /// "Michael Dell", "Enzo Ferrari": a company's name as a person's.
  bool belongs_to_person(std::uint32_t i) const {
    if (i > 0 && text_.is_initial(i - 1) && text_.same_paragraph(i - 1, i)) return true;
    return i > 0 && text_.same_paragraph(i - 1, i) && text_.is_name_word(i - 1) &&
           text_.is(i - 1, wc::kGiven | wc::kHonorific) &&
           !text_.is(i - 1, wc::kPlace | wc::kCommon | wc::kPeople);
  }

  void take(const Phrase& phrase, TokenSpan span) {
    if (phrase.kind != PhraseKind::Organisation) {
      text_.set_use(span, phrase.kind == PhraseKind::Place ? Use::Place : Use::Other);
      return;
    }
    add(lexicon().organisations[phrase.organisation],
        text_.reads(span.first, "the") ? TokenSpan{span.first + 1, span.last} : span);
  }

  // ---- shapes

  std::uint32_t match_shape(std::uint32_t i) {
    if (!is_part(i) || text_.in_capitals(i)) return 0;
    const TokenSpan run = run_from(i);
    if (const std::optional<TokenSpan> name = name_in(run); name && !cuts_known_name(*name)) {
      const std::string called = name_of(*name);
      drop_within(*name);
      add(called, *name);
      learn_short_form(called, *name);
      learn_acronym(called, *name);
      return name->last - i - 1;
    }
    return run.last - i - 1;
  }

  /// Begins or ends within a name of the table.
  bool cuts_known_name(TokenSpan span) const {
    const Mention* first = mention_at(span.first);
    const Mention* last = mention_at(span.last - 1);
    return (first != nullptr && first->span.first < span.first) ||
           (last != nullptr && last->span.last > span.last);
  }

  /// The printed name; but the table's if only "Corp" or "U.S." is added to it.
  std::string name_of(TokenSpan span) const {
    const Mention* known = nullptr;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      const Mention* here = mention_at(i);
      if (here == nullptr && !text_.is(i, wc::kCompany) && !text_.reads(i, "&") &&
          !is_united_states(i))
        return print(span);
      if (here != nullptr && known != nullptr && here->name != known->name) return print(span);
      if (here != nullptr) known = here;
    }
    return known == nullptr ? print(span) : known->name;
  }

  bool is_united_states(std::uint32_t i) const {
    return text_.reads(i, "us") || text_.reads(i, "united") || text_.reads(i, "states") ||
           text_.reads(i, "federal");
  }

  void drop_within(TokenSpan span) {
    for (std::uint32_t i = span.first; i < span.last; ++i)
      if (mention_at_[i] != kNone)
        mentions_[mention_at_[i]].span.last = mentions_[mention_at_[i]].span.first;
  }

  bool is_part(std::uint32_t i) const {
    return text_.is_name_word(i) && text_.use(i) != Use::Other &&
           !text_.is(i, wc::kCalendar | wc::kHonorific);
  }

  /// Capitalised words with "of", "for", "and", "the", "&" between them.
  TokenSpan run_from(std::uint32_t first) const {
    std::uint32_t last = first + 1;
    while (last < text_.size() && last - first < kLongestName &&
           !text_.token(last - 1).possessive) {
      if (!text_.same_paragraph(first, last)) break;
      if (is_part(last) && !text_.token(last).sentence_start) {
        ++last;
        continue;
      }
      const std::uint32_t after = after_link(last);
      if (after == last) break;
      last = after;
    }
    return {first, last};
  }

  /// Where the next word of the name stands, one past it, if `i` links to it; else i.
  std::uint32_t after_link(std::uint32_t i) const {
    const bool of = text_.reads(i, "of") || text_.reads(i, "for") || text_.reads(i, "on");
    const bool link = of || text_.reads(i, "&") || text_.reads(i, "and") || text_.reads(i, "de") ||
                      text_.reads(i, "du") || text_.reads(i, "di");
    if (!link) return i;
    std::uint32_t next = i + 1;
    if (of && text_.reads(next, "the")) ++next;
    return text_.same_paragraph(i, next) && is_part(next) ? next + 1 : i;
  }

  std::optional<TokenSpan> name_in(TokenSpan run) const {
    const std::uint32_t first = after_openers(run);
    if (first >= run.last) return std::nullopt;
    if (const auto name = company_in({first, run.last})) return name;
    if (const auto name = body_in({first, run.last})) return name;
    if (const auto name = before_ticker({first, run.last})) return name;
    return before_own_acronym({first, run.last});
  }

  /// Words before the name: what opened the sentence, and titles ("President", "Former").
  std::uint32_t after_openers(TokenSpan run) const {
    std::uint32_t first = run.first;
    while (first + 1 < run.last &&
           ((text_.token(first).sentence_start && text_.is(first, wc::kCommon) &&
             !text_.is(first, wc::kBodyOf | wc::kGiven)) ||
            text_.reads(first, "the") || is_opening_title(first)))
      ++first;
    return first;
  }

  bool is_opening_title(std::uint32_t i) const {
    return text_.is(i, wc::kTitle) &&
           !text_.is(i, wc::kBody | wc::kBodyOf | wc::kCompany | wc::kGiven | wc::kTitlePart) &&
           !text_.reads(i, "general");
  }

  /// "Acme Widgets Inc", "Smith & Sons Ltd": up to the last closing word, from the last "of" or
  /// "and" that is not the company's.
  std::optional<TokenSpan> company_in(TokenSpan run) const {
    for (std::uint32_t i = run.last; i-- > run.first + 1;) {
      if (!closes_company(i)) continue;
      std::uint32_t first = i;
      while (first > run.first &&
             (is_part(first - 1) || text_.reads(first - 1, "&") || joins_company(first - 1, run)))
        --first;
      if (!text_.is_name_word(first)) ++first;
      if (i > first && !all_of(first, i, wc::kPeople | wc::kTitlePart | wc::kTitle))
        return TokenSpan{first, i + 1};
    }
    return std::nullopt;
  }

  /// "SA" and "AG" in capitals only; "Co" and "Inc" in any.
  bool closes_company(std::uint32_t i) const {
    const bool letters = text_.folded(i).size() == 2 && !text_.reads(i, "co");
    return text_.is(i, wc::kCompany) && (!letters || text_.token(i).all_caps);
  }

  bool joins_company(std::uint32_t i, TokenSpan run) const {
    if (i <= run.first) return false;
    return text_.reads(i, "de") || text_.reads(i, "di") ||
           (text_.reads(i, "and") && text_.is(i + 1, wc::kCompany));
  }

  bool all_of(std::uint32_t first, std::uint32_t last, WordClasses classes) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (!text_.is(i, classes)) return false;
    return true;
  }

  /// "Ministry of Finance", "Liberal Democratic Party", "Supreme Court of India".
  std::optional<TokenSpan> body_in(TokenSpan run) const {
    for (std::uint32_t i = run.first; i < run.last; ++i) {
      if (!text_.is(i, wc::kBody | wc::kBodyOf) || text_.is(i, wc::kGiven)) continue;
      const bool goes_on =
          text_.is(i, wc::kBodyOf) && i + 2 <= run.last &&
          (text_.reads(i + 1, "of") || text_.reads(i + 1, "for") || text_.reads(i + 1, "on"));
      if (goes_on) return TokenSpan{body_start(run, i), body_end(run, i)};
      const bool last_word = i + 1 == run.last || !text_.is_name_word(i + 1);
      if (last_word && text_.is(i, wc::kBody)) {
        const std::uint32_t first = body_start(run, i);
        if (i - first >= 1) return TokenSpan{first, i + 1};
      }
    }
    return single_body(run);
  }

  std::uint32_t body_start(TokenSpan run, std::uint32_t head) const {
    std::uint32_t first = head;
    while (first > run.first && text_.is_name_word(first - 1)) --first;
    // "Russian Foreign Ministry": where it is from is no part of the name of a body that every
    // country has.
    while (first < head && text_.is(first, wc::kTitle) && !text_.is(first, wc::kTitlePart)) ++first;
    return first;
  }

  /// After "of": the words, and what "and" or a second "of" adds to a ministry's fields; but no
  /// person who follows.
  std::uint32_t body_end(TokenSpan run, std::uint32_t head) const {
    std::uint32_t last = head + 2;
    while (last < run.last && !text_.is_name_word(last)) ++last;
    for (++last; last < run.last; ++last) {
      if (text_.is_name_word(last) ? begins_person(last, run) : !joins_body(last, run, head)) break;
    }
    while (!text_.is_name_word(last - 1)) --last;
    return last;
  }

  bool joins_body(std::uint32_t i, TokenSpan run, std::uint32_t head) const {
    if (text_.reads(i, "of") || text_.reads(i, "for") || text_.reads(i, "the")) return true;
    if (!text_.reads(i, "and") && !text_.reads(i, "&")) return false;
    if (text_.reads(head, "university") || text_.reads(head, "bank") ||
        text_.reads(head, "house") || text_.reads(head, "college"))
      return false;
    for (std::uint32_t j = i + 1; j < run.last; ++j)
      if (text_.is(j, wc::kBody | wc::kBodyOf | wc::kCompany) || begins_person(j, run))
        return false;
    return true;
  }

  /// "… Speaker John Smith", "… Darin LaHood"
  bool begins_person(std::uint32_t i, TokenSpan run) const {
    const bool given =
        text_.is(i, wc::kGiven) && !text_.is(i, wc::kPlace | wc::kCommon | wc::kTitlePart);
    return i + 1 < run.last && text_.is_name_word(i + 1) &&
           (given || (text_.is(i, wc::kTitle) && text_.is(i + 1, wc::kGiven)));
  }

  /// Bodies that a country has one of are named by the one word.
  std::optional<TokenSpan> single_body(TokenSpan run) const {
    if (run.size() != 1) return std::nullopt;
    const std::uint32_t i = run.first;
    if (text_.reads(i, "parliament") && !text_.token(i).sentence_start) return run;
    return std::nullopt;
  }

  /// "Piedmont Aviation <PIE>", "Apple (AAPL.O)".
  std::optional<TokenSpan> before_ticker(TokenSpan run) const {
    const std::uint32_t i = run.last;
    if (!text_.same_paragraph(run.first, i + 1) || !text_.token(i + 1).all_caps)
      return std::nullopt;
    const bool angle = text_.reads(i, "<");
    const bool round = text_.reads(i, "(") &&
                       text_.printed(i + 1).find('.') != std::string_view::npos &&
                       text_.printed(i + 1).back() != '.';
    if (!angle && !round) return std::nullopt;
    std::uint32_t first = run.last;
    while (first > run.first && text_.is_name_word(first - 1)) --first;
    // "Acme\nWidgets, Inc (ACME.O)" leaves "Inc" alone.
    if (all_of(first, run.last, wc::kCompany)) return std::nullopt;
    return TokenSpan{first, run.last};
  }

  /// "Agency for Better Cities (ABC)": the letters in brackets are the name's own.
  std::optional<TokenSpan> before_own_acronym(TokenSpan run) const {
    const std::uint32_t i = run.last;
    if (run.size() < 2 || !text_.reads(i, "(") || !text_.reads(i + 2, ")") ||
        !text_.token(i + 1).all_caps)
      return std::nullopt;
    bool body = false;
    for (std::uint32_t j = run.first; j < run.last; ++j)
      body = body || text_.is(j, wc::kBody | wc::kBodyOf | wc::kCompany | wc::kTrade);
    return body && spells(run, text_.folded(i + 1)) ? std::optional(run) : std::nullopt;
  }

  bool spells(TokenSpan run, std::string_view acronym) const {
    std::size_t at = 0;
    for (std::uint32_t i = run.first; i < run.last && at < acronym.size(); ++i)
      if (text_.is_name_word(i) && text_.folded(i).front() == acronym[at]) ++at;
    return at == acronym.size() && at >= 2;
  }

  // ---- short forms

  void learn_acronym(const std::string& name, TokenSpan span) {
    const std::uint32_t i = span.last;
    if (!text_.same_paragraph(span.first, i + 2) || !text_.reads(i, "(") ||
        !text_.reads(i + 2, ")"))
      return;
    if (text_.token(i + 1).all_caps && spells(span, text_.folded(i + 1).substr(0, 2)))
      short_forms_[std::string(text_.folded(i + 1))] = name;
  }

  /// "Acme Holdings Inc" is "Acme Holdings" and "Acme" later on.
  void learn_short_form(const std::string& name, TokenSpan span) {
    std::uint32_t last = span.last;
    while (last > span.first + 1 && text_.is(last - 1, wc::kCompany | wc::kTrade)) --last;
    if (last == span.last) return;
    std::string form;
    for (std::uint32_t i = span.first; i < last; ++i) {
      if (i > span.first) form += ' ';
      form += text_.folded(i);
    }
    short_forms_[form] = name;
    const bool telling =
        !text_.is(span.first, wc::kCommon | wc::kPlace | wc::kPeople | wc::kTitlePart | wc::kBody |
                                  wc::kGiven | wc::kBeforeThing | wc::kTitle);
    if (telling && text_.folded(span.first).size() >= 3)
      short_forms_.try_emplace(std::string(text_.folded(span.first)), name);
  }

  void match_short_form(std::uint32_t i) {
    if (short_forms_.empty() || !text_.is_name_word(i)) return;
    if (text_.use(i) == Use::Organisation) return rename_acronym(i);
    if (text_.use(i) != Use::Free || belongs_to_person(i)) return;
    key_.clear();
    std::string name;
    std::uint32_t best_last = i;
    for (std::uint32_t last = i; last < std::min(text_.size(), i + 5) &&
                                 text_.same_paragraph(i, last) && text_.use(last) == Use::Free;
         ++last) {
      if (last > i) key_ += ' ';
      key_ += text_.folded(last);
      const auto found = short_forms_.find(key_);
      if (found == short_forms_.end()) continue;
      name = found->second;
      best_last = last + 1;
    }
    if (best_last == i) return;
    const bool inside_name = text_.is_name_word(best_last) &&
                             !text_.token(best_last - 1).possessive &&
                             text_.same_paragraph(i, best_last) && best_last == i + 1 &&
                             text_.is(best_last, wc::kThing | wc::kSurname);
    if (!inside_name) add(name, {i, best_last});
  }

  /// What an acronym of the table means in this article, which has spelt it out.
  void rename_acronym(std::uint32_t i) {
    Mention& mention = mentions_[mention_at_[i]];
    if (mention.span.size() != 1 || !text_.token(i).all_caps) return;
    const auto meant = short_forms_.find(text_.folded(i));
    if (meant != short_forms_.end()) mention.name = meant->second;
  }

  // ---- results

  std::string print(TokenSpan span) const {
    const std::string& all = text_.text().text;
    std::string printed =
        all.substr(text_.token(span.first).start,
                   text_.token(span.last - 1).end - text_.token(span.first).start);
    std::replace(printed.begin(), printed.end(), '\n', ' ');
    // "Delphi Corp." is "Delphi Corp".
    if (printed.ends_with('.') && text_.is(span.last - 1, wc::kCompany)) printed.pop_back();
    return printed;
  }

  void add(const std::string& name, TokenSpan span) {
    text_.set_use(span, Use::Organisation);
    std::fill(mention_at_.begin() + span.first, mention_at_.begin() + span.last,
              static_cast<std::uint32_t>(mentions_.size()));
    mentions_.push_back({name, span});
  }

  std::vector<OrganisationFound> collected() {
    std::sort(mentions_.begin(), mentions_.end(),
              [](const Mention& a, const Mention& b) { return a.span.first < b.span.first; });
    std::vector<OrganisationFound> found;
    std::unordered_map<std::string_view, std::size_t> by_name;
    for (const Mention& mention : mentions_) {
      if (mention.span.size() == 0) continue;  // part of a longer name
      const auto [known, is_new] = by_name.try_emplace(mention.name, found.size());
      if (is_new) found.push_back({mention.name, {}});
      found[known->second].mentions.push_back(mention.span);
    }
    return found;
  }

  MarkedText& text_;
  std::string key_;
  std::map<std::string, std::string, std::less<>> short_forms_;  // folded → canonical
  std::vector<Mention> mentions_;
  std::vector<std::uint32_t> mention_at_;  // per token: index of the mention it is part of
};

}  // namespace

std::vector<OrganisationFound> find_organisations(MarkedText& text) {
  return OrganisationFinder(text).run();
}

}  // namespace morgue
