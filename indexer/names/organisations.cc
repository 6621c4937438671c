// Three passes: names of the table; names that the tagger found, which may hold one of the table
// ("Wisconsin Supreme Court"); later mentions of both by a short form ("Acme" after "Acme Holdings
// Inc", "ABC" after "Agency for Better Cities (ABC)").
#include "indexer/names/organisations.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace morgue {
namespace {

namespace wc = word_class;

class OrganisationFinder {
 public:
  OrganisationFinder(MarkedText& text, const TaggedNames& tagged)
      : text_(text),
        tagged_(tagged),
        mention_at_(text.size(), kNone),
        is_doubtful_(text.size(), false),
        is_other_(text.size(), false) {
    for (const auto* spans : {&tagged.persons, &tagged.places})
      for (const TokenSpan span : *spans)
        if (may_be_short_form(span))
          is_doubtful_[span.first] = true;
        else
          std::fill(is_other_.begin() + span.first, is_other_.begin() + span.last, true);
  }

  std::vector<OrganisationFound> run() {
    for (std::uint32_t i = 0; i < text_.size(); ++i) i += match_table(i);
    drop_unconfirmed();
    for (const TokenSpan span : tagged_.organisations) take_tagged(span);
    for (std::uint32_t i = 0; i < text_.size(); ++i) match_ticker(i);
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
    take_listed(*best, {i, best_last});
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
    // "Christie's" is two tokens, and in "Chris Christie's deputy" no auction house.
    const bool one_word = single || (span.size() == 2 && text_.token(span.first).possessive);
    if (one_word && phrase.kind == PhraseKind::Organisation && belongs_to_person(span.first))
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

  void take_listed(const Phrase& phrase, TokenSpan span) {
    if (phrase.kind != PhraseKind::Organisation) {
      text_.set_use(span, phrase.kind == PhraseKind::Place ? Use::Place : Use::Other);
      return;
    }
    add(lexicon().organisations[phrase.organisation],
        text_.reads(span.first, "the") ? TokenSpan{span.first + 1, span.last} : span);
  }

  // ---- what the tagger found

  /// "Goldman" looks like a person; it is none if it turns out to be the short form of a firm.
  bool may_be_short_form(TokenSpan span) const {
    if (span.size() != 1 || text_.is(span.first, wc::kGiven | wc::kSurname | wc::kPublicSurname |
                                                     wc::kEastSurname | wc::kPlace))
      return false;
    return std::none_of(tagged_.persons.begin(), tagged_.persons.end(), [&](TokenSpan person) {
      return person.size() > 1 && text_.folded(person.last - 1) == text_.folded(span.first);
    });
  }

  /// The table says what a name stands for, the tagger whether it is one here; but a name of
  /// several words in the table is no person ("Morgan Stanley").
  void drop_unconfirmed() {
    std::vector<bool> confirmed(mentions_.size(), false);
    const auto confirm = [&](TokenSpan span, std::uint32_t words) {
      for (std::uint32_t i = span.first; i < span.last; ++i)
        if (mention_at_[i] != kNone && mentions_[mention_at_[i]].span.size() >= words)
          confirmed[mention_at_[i]] = true;
    };
    for (const TokenSpan span : tagged_.organisations) confirm(span, 1);
    for (const TokenSpan person : tagged_.persons) {
      const TokenSpan span = without_stock_signs(text_, person);
      confirm(span, may_be_short_form(span) ? 1 : std::max(2U, span.size()));
    }
    // A name of several words in the table can hardly mean anything else.
    for (std::size_t m = 0; m < mentions_.size(); ++m)
      if (mentions_[m].span.size() >= 2) confirmed[m] = true;
    // "Microsoft Corp", "Microsoft (MSFT.O)": a company whatever stands around.
    for (std::size_t m = 0; m < mentions_.size(); ++m) {
      const std::uint32_t next = mentions_[m].span.last;
      if (text_.same_paragraph(next - 1, next) &&
          ((text_.is_name_word(next) && closes_company(next)) || is_ticker(next + 1)))
        confirmed[m] = true;
      if (stands_behind_abbreviation(mentions_[m].span.first)) confirmed[m] = true;
    }
    // What is sure in one place is the same in others: "GE" beside "General Electric Co".
    std::set<std::string_view> sure;
    for (std::size_t m = 0; m < mentions_.size(); ++m)
      if (confirmed[m]) sure.insert(mentions_[m].name);
    for (std::size_t m = 0; m < mentions_.size(); ++m)
      if (sure.contains(mentions_[m].name) && !is_other_[mentions_[m].span.first] &&
          !names_a_model(mentions_[m].span))
        confirmed[m] = true;
    for (std::size_t m = 0; m < mentions_.size(); ++m) {
      if (confirmed[m]) continue;
      TokenSpan& span = mentions_[m].span;
      text_.set_use(span, Use::Free);
      std::fill(mention_at_.begin() + span.first, mention_at_.begin() + span.last, kNone);
      span.last = span.first;
    }
  }

  /// "… Google Inc. Yahoo said": a sentence ends at the point, which the tagger cannot see.
  bool stands_behind_abbreviation(std::uint32_t i) const {
    return i > 0 && text_.same_paragraph(i - 1, i) && text_.is_name_word(i - 1) &&
           closes_company(i - 1) && text_.printed(i - 1).ends_with('.');
  }

  /// "Boeing 737", "Airbus A320"
  bool names_a_model(TokenSpan span) const {
    if (span.last >= text_.size() || !text_.same_paragraph(span.last - 1, span.last)) return false;
    const std::string_view next = text_.printed(span.last);
    return std::any_of(next.begin(), next.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  /// "Piedmont Aviation <PIE>", "Apple (AAPL.O)": what stands before the sign of a stock exchange,
  /// if the tagger has not seen a name there; the sign itself is none.
  void match_ticker(std::uint32_t i) {
    if (!is_ticker(i)) return;
    text_.set_use({i, i + 1}, Use::Other);
    std::uint32_t first = i - 1;
    while (first > 0 && text_.same_paragraph(first - 1, i) && text_.is_name_word(first - 1) &&
           text_.use(first - 1) == Use::Free)
      --first;
    if (first + 1 < i && !all_of(first, i - 1, wc::kCompany)) take({first, i - 1});
  }

  bool is_ticker(std::uint32_t i) const {
    if (i < 2 || !text_.same_paragraph(i - 2, i) || !text_.token(i).all_caps) return false;
    const bool point = text_.printed(i).find('.') != std::string_view::npos;
    return text_.reads(i - 1, "<") ||
           (text_.reads(i - 1, "(") && point && text_.printed(i).back() != '.');
  }

  void take_tagged(TokenSpan span) {
    if (cut(span)) return;
    span = without_stock_signs(text_, span);
    if (span.size() == 0 || is_index_sign(span) || is_row_of_known_names(span)) return;
    if (text_.reads(span.first, "the") && span.size() > 1) ++span.first;
    if (cuts_known_name(span) || all_of(span.first, span.last, wc::kCompany)) return;
    if (span.size() == 1 && is_ticker(span.first)) return;
    take(span);
  }

  /// "Google Inc. Yahoo", "Google Inc may", "the ministry said Acme Corp": a name ends with the
  /// word that closes a company's, and none goes on over a verb of saying. True if the span was in
  /// need of cutting, and its pieces are taken.
  bool cut(TokenSpan span) {
    for (std::uint32_t i = span.first + 1; i + 1 < span.last; ++i) {
      const bool closes = closes_company(i) && !closes_company(i + 1) && !goes_on(i + 1);
      const bool says = text_.is(i, wc::kSays) && !text_.is_name_word(i);
      if (!closes && !says) continue;
      take_tagged({span.first, closes ? i + 1 : i});
      std::uint32_t next = i + 1;
      while (next < span.last && !text_.is_name_word(next)) ++next;
      bool another = says;
      for (std::uint32_t j = next; j < span.last; ++j) another = another || closes_company(j);
      // Of what follows a company only another one is sure, or what the table has.
      if (next < span.last && another) take_tagged({next, span.last});
      return true;
    }
    return false;
  }

  /// "Bank Corp of Qwert", "Smith Co & Sons".
  bool goes_on(std::uint32_t i) const {
    return text_.reads(i, "of") || text_.reads(i, "for") || text_.reads(i, "&");
  }

  /// ".SPX"
  bool is_index_sign(TokenSpan span) const {
    const std::size_t start = text_.token(span.first).start;
    return span.size() == 1 && text_.token(span.first).all_caps && start > 0 &&
           text_.text().text[start - 1] == '.';
  }

  /// "Fannie Mae and Freddie Mac": two that the table has, and not one.
  bool is_row_of_known_names(TokenSpan span) const {
    bool linked = false;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      const bool link = text_.reads(i, "and") || text_.reads(i, ",");
      if (mention_at(i) == nullptr && !link) return false;
      linked = linked || (link && mention_at(i) == nullptr && i > span.first);
    }
    return linked;
  }

  void take(TokenSpan span) {
    const std::string called = name_of(span);
    drop_within(span);
    add(called, span);
    learn_short_form(called, span);
    learn_acronym(called, span);
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

  /// "SA" and "AG" in capitals only; "Co" and "Inc" in any.
  bool closes_company(std::uint32_t i) const {
    const bool letters = text_.folded(i).size() == 2 && !text_.reads(i, "co");
    return text_.is(i, wc::kCompany) && (!letters || text_.token(i).all_caps);
  }

  bool all_of(std::uint32_t first, std::uint32_t last, WordClasses classes) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (!text_.is(i, classes)) return false;
    return true;
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
    if (span.size() == 1) return;
    if (last < span.last) short_forms_[folded_words({span.first, last})] = name;
    const bool telling =
        !text_.is(span.first, wc::kCommon | wc::kPlace | wc::kPeople | wc::kTitlePart | wc::kBody |
                                  wc::kGiven | wc::kBeforeThing | wc::kTitle | wc::kTrade);
    if (!telling || text_.folded(span.first).size() < 3) return;
    short_forms_.try_emplace(std::string(text_.folded(span.first)), name);
    if (last == span.last) weak_forms_.emplace(text_.folded(span.first));
  }

  /// The first word of a name that no "Inc" closes stands for it only where the tagger saw a name.
  void match_short_form(std::uint32_t i) {
    if (short_forms_.empty() || !text_.is_name_word(i)) return;
    if (text_.use(i) == Use::Organisation) return rename_short_form(i);
    if (text_.use(i) != Use::Free || is_other_[i] || belongs_to_person(i)) return;
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
      if (!is_doubtful_[i] && weak_forms_.contains(key_)) continue;
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

  /// What a short form means in this article, which has the full name: an acronym of the table
  /// too, but no other name of it.
  void rename_short_form(std::uint32_t i) {
    Mention& mention = mentions_[mention_at_[i]];
    if (mention.span.first != i) return;
    const bool acronym = mention.span.size() == 1 && text_.token(i).all_caps;
    if (!acronym && mention.name != print(mention.span)) return;
    const auto meant = short_forms_.find(folded_words(mention.span));
    if (meant != short_forms_.end()) mention.name = meant->second;
  }

  std::string folded_words(TokenSpan span) const {
    std::string words;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      if (i > span.first) words += ' ';
      words += text_.folded(i);
    }
    return words;
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

  /// "Commission", "House": a word for many, in an article that does not say which.
  bool is_generic(const Mention& mention) const {
    return mention.span.size() == 1 && text_.is(mention.span.first, wc::kBody | wc::kBodyOf) &&
           mention.name == print(mention.span);
  }

  std::vector<OrganisationFound> collected() {
    std::sort(mentions_.begin(), mentions_.end(),
              [](const Mention& a, const Mention& b) { return a.span.first < b.span.first; });
    std::vector<OrganisationFound> found;
    std::unordered_map<std::string_view, std::size_t> by_name;
    for (const Mention& mention : mentions_) {
      if (mention.span.size() == 0) continue;  // part of a longer name
      const auto [known, is_new] = by_name.try_emplace(mention.name, found.size());
      if (is_new) found.push_back({mention.name, {}, is_generic(mention)});
      found[known->second].mentions.push_back(mention.span);
    }
    return found;
  }

  MarkedText& text_;
  const TaggedNames& tagged_;
  std::string key_;
  std::map<std::string, std::string, std::less<>> short_forms_;  // folded → canonical
  std::vector<Mention> mentions_;
  std::vector<std::uint32_t> mention_at_;  // per token: index of the mention it is part of
  std::set<std::string, std::less<>> weak_forms_;
  std::vector<bool> is_doubtful_;  // per token: tagged as a person, but may be a short form
  std::vector<bool> is_other_;     // per token: tagged as a person or a place
};

}  // namespace

std::vector<OrganisationFound> find_organisations(MarkedText& text, const TaggedNames& tagged) {
  return OrganisationFinder(text, tagged).run();
}

}  // namespace morgue
