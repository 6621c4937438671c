// Full names first, longest first, so that every shorter form finds the fullest; then single words
// in text order; then the words of headlines in capitals, where only names known from elsewhere
// count.
#include "indexer/names/chains.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace morgue {
namespace {

namespace wc = word_class;

// Short forms that are not the beginning of the full one.
constexpr auto kShortForms = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"bill", "william"},    {"bob", "robert"},     {"jim", "james"},       {"mike", "michael"},
    {"dick", "richard"},    {"tony", "anthony"},   {"jack", "john"},       {"ted", "edward"},
    {"dave", "david"},      {"chuck", "charles"},  {"jerry", "gerald"},    {"liz", "elizabeth"},
    {"kate", "katherine"},  {"hank", "henry"},     {"harry", "henry"},     {"larry", "lawrence"},
    {"steve", "stephen"},   {"steve", "steven"},   {"jeff", "geoffrey"},   {"andy", "andrew"},
    {"betty", "elizabeth"}, {"peggy", "margaret"}, {"maggie", "margaret"}, {"bobby", "robert"},
    {"jimmy", "james"},     {"johnny", "john"},    {"joe", "joseph"},      {"rick", "richard"},
    {"bernie", "bernard"},  {"jerry", "jerome"},
});

class Chainer {
 public:
  Chainer(MarkedText& text, const std::vector<PersonSpan>& spans, const DayPrinted& day)
      : text_(text), spans_(spans), day_(day) {}

  std::vector<PersonFound> run() {
    chain_full_names();
    chain_single_words();
    chain_words_in_capitals();
    return results();
  }

 private:
  struct Chain {
    PersonSpan fullest;
    std::vector<TokenSpan> mentions;  // full names in text order, then single words in text order
    std::size_t full_mentions = 0;
    std::optional<std::uint32_t> family;  // where the surname stands if not in the fullest name
  };

  static constexpr std::size_t kNone = SIZE_MAX;

  // ---- parts of names

  std::uint32_t surname(const PersonSpan& person) const {
    if (person.surname_first) return person.span.first;
    std::uint32_t last = person.span.last - 1;
    while (last > person.span.first && text_.is(last, wc::kSuffix)) --last;
    return last;
  }

  std::string_view given(const PersonSpan& person) const {
    return text_.folded(person.surname_first ? person.span.first + 1 : person.span.first);
  }

  /// "al-Assad" and "Assad" are one.
  static std::string_view bare(std::string_view surname) { return without_arabic_article(surname); }

  bool same_surname(const PersonSpan& a, const PersonSpan& b) const {
    return bare(text_.folded(surname(a))) == bare(text_.folded(surname(b)));
  }

  static bool same_given(std::string_view a, std::string_view b) {
    if (a == b) return true;
    if (a.size() > b.size()) std::swap(a, b);
    if (b.starts_with(a) && (a.size() == 1 || a.size() >= 3)) return true;
    return std::any_of(kShortForms.begin(), kShortForms.end(), [&](const auto& form) {
      return (form.first == a && form.second == b) || (form.first == b && form.second == a);
    });
  }

  /// All words of the shorter stand in the longer, in order: "Mohammed bin Salman" in "Mohammed bin
  /// Salman Al Saud".
  bool contains(TokenSpan longer, TokenSpan shorter) const {
    std::uint32_t i = shorter.first;
    for (std::uint32_t j = longer.first; j < longer.last && i < shorter.last; ++j)
      if (bare(text_.folded(i)) == bare(text_.folded(j))) ++i;
    return i == shorter.last;
  }

  bool same_person(const PersonSpan& full, const PersonSpan& other) const {
    if (contains(full.span, other.span)) return true;
    return same_surname(full, other) && same_given(given(full), given(other));
  }

  // ---- joining

  void chain_full_names() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (spans_[i].span.size() > 1) order.push_back(i);
    // What stands in a line of capitals may be too long: it names somebody known if it can.
    const auto rank = [&](std::size_t i) {
      return std::pair(!text_.in_capitals(spans_[i].span.first), spans_[i].span.size());
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
    for (const std::size_t i : order) {
      std::size_t chain = chain_like(spans_[i]);
      if (chain == kNone && text_.in_capitals(spans_[i].span.first) &&
          holds_surname(spans_[i].span))
        continue;  // chain_words_in_capitals() sees to it
      if (chain == kNone) chain = new_chain(spans_[i]);
      mention(chain, spans_[i].span);
    }
    for (Chain& chain : chains_) {
      std::sort(chain.mentions.begin(), chain.mentions.end(),
                [](TokenSpan a, TokenSpan b) { return a.first < b.first; });
      chain.full_mentions = chain.mentions.size();
    }
  }

  bool holds_surname(TokenSpan span) const {
    for (std::uint32_t i = span.first; i < span.last; ++i)
      if (chain_by_surname(i) != kNone) return true;
    return false;
  }

  std::size_t new_chain(const PersonSpan& person) {
    chains_.push_back({person, {}, 0, {}});
    for (std::uint32_t i = person.span.first; i < person.span.last; ++i) {
      std::vector<std::size_t>& having = by_word_[bare(text_.folded(i))];
      if (having.empty() || having.back() != chains_.size() - 1)
        having.push_back(chains_.size() - 1);
    }
    return chains_.size() - 1;
  }

  const std::vector<std::size_t>& chains_having(std::string_view word) const {
    static const std::vector<std::size_t> no_chains;
    const auto found = by_word_.find(bare(word));
    return found == by_word_.end() ? no_chains : found->second;
  }

  std::size_t chain_like(const PersonSpan& person) const {
    for (const std::size_t chain : chains_having(text_.folded(surname(person))))
      if (same_person(chains_[chain].fullest, person)) return chain;
    return kNone;
  }

  void chain_single_words() {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (spans_[i].span.size() == 1 && !names_family(spans_[i].span)) chain_single_word(i);
  }

  /// "the Qwerts" of whom one is named in full.
  bool names_family(TokenSpan word) const {
    const std::string_view name = text_.folded(word.first);
    if (word.first == 0 || !text_.reads(word.first - 1, "the") || !name.ends_with('s'))
      return false;
    return chains_having(name).empty() && !chains_having(name.substr(0, name.size() - 1)).empty();
  }

  /// "Sean and Lisa Qwert": where the surname of one named before the full name stands.
  std::optional<std::uint32_t> surname_shared(std::size_t span) const {
    if (span + 1 == spans_.size()) return std::nullopt;
    const std::uint32_t i = spans_[span].span.first;
    const PersonSpan& next = spans_[span + 1];
    const auto is_given_name = [&](std::uint32_t word) {
      return text_.is(word, wc::kGiven) && !text_.is(word, wc::kPublicSurname | wc::kPlace);
    };
    const bool follows = next.span.first == i + 2 && text_.reads(i + 1, "and") &&
                         next.span.size() > 1 && !next.surname_first;
    if (!follows || !is_given_name(i) || !is_given_name(i + 2)) return std::nullopt;
    return surname(next);
  }

  void chain_single_word(std::size_t span) {
    const PersonSpan& person = spans_[span];
    const std::uint32_t i = person.span.first;
    if (text_.use(i) != Use::Free) return;
    const std::size_t chain = chain_of(i);
    if (chain != kNone && !is_relative(chains_[chain], person.span)) {
      mention(chain, person.span);
    } else {
      mention(new_chain(person), person.span);
      chains_.back().family = surname_shared(span);
    }
  }

  /// "President Reagan" is not Nancy Reagan, who is named in full.
  bool is_relative(const Chain& chain, TokenSpan name) const {
    if (chain.fullest.span.size() == 1) return false;
    const std::optional<std::string> holder = office_holder_by_title(text_, name, day_);
    if (!holder) return false;
    std::string given_name;
    append_folded(std::string_view(*holder).substr(0, holder->find(' ')), given_name);
    return !same_given(given(chain.fullest), given_name);
  }

  /// The person whose surname the word is, the one named last before it; or else one of whose names
  /// it is.
  std::size_t chain_of(std::uint32_t i) const {
    const std::string_view word = bare(text_.folded(i));
    std::size_t best = kNone;
    std::uint32_t best_distance = UINT32_MAX;
    bool best_is_surname = false;
    for (const std::size_t c : chains_having(word)) {
      const bool is_surname = bare(text_.folded(surname(chains_[c].fullest))) == word;
      if (!is_surname && word.size() < 4) continue;
      const std::uint32_t distance = distance_before(chains_[c], i);
      if ((is_surname && !best_is_surname) ||
          (is_surname == best_is_surname && distance < best_distance)) {
        best = c;
        best_distance = distance;
        best_is_surname = is_surname;
      }
    }
    return best;
  }

  bool has_word(const Chain& chain, std::string_view word) const {
    for (std::uint32_t i = chain.fullest.span.first; i < chain.fullest.span.last; ++i)
      if (bare(text_.folded(i)) == word) return true;
    return false;
  }

  /// Tokens since the person was last named; those named only later come after all that were named
  /// before.
  std::uint32_t distance_before(const Chain& chain, std::uint32_t i) const {
    const auto full_end = chain.mentions.begin() + static_cast<std::ptrdiff_t>(chain.full_mentions);
    const auto after =
        std::upper_bound(chain.mentions.begin(), full_end, i,
                         [](std::uint32_t at, const TokenSpan& span) { return at < span.first; });
    std::uint32_t distance = UINT32_MAX;
    if (after != full_end) distance = text_.size() + after->first - i;
    if (after != chain.mentions.begin()) distance = i - std::prev(after)->first;
    if (full_end != chain.mentions.end() && chain.mentions.back().first <= i)
      distance = std::min(distance, i - chain.mentions.back().first);
    return distance;
  }

  void chain_words_in_capitals() {
    if (chains_.empty()) return;
    collect_everyday_words();
    for (std::uint32_t i = 0; i < text_.size(); ++i) {
      if (!text_.in_capitals(i) || !text_.is_name_word(i) || text_.use(i) != Use::Free) continue;
      const std::size_t chain = chain_by_surname(i);
      if (chain == kNone) continue;
      mention(chain, widened(i, chains_[chain]));
    }
  }

  std::size_t chain_by_surname(std::uint32_t i) const {
    if (everyday_.contains(text_.folded(i)) || text_.is(i, wc::kPlace | wc::kCalendar))
      return kNone;
    std::size_t best = kNone;
    for (const std::size_t c : chains_having(text_.folded(i))) {
      const Chain& chain = chains_[c];
      const bool everyday = text_.is(i, wc::kCommon) && chain.mentions.size() < 2;
      if (everyday || bare(text_.folded(surname(chain.fullest))) != bare(text_.folded(i))) continue;
      if (best == kNone || chain.mentions.size() > chains_[best].mentions.size()) best = c;
    }
    return best;
  }

  /// With the given names before it (or after it) that belong to the person.
  TokenSpan widened(std::uint32_t i, const Chain& chain) const {
    TokenSpan span{i, i + 1};
    while (span.first > 0 && text_.same_paragraph(span.first - 1, i) &&
           text_.use(span.first - 1) == Use::Free && has_word(chain, text_.folded(span.first - 1)))
      --span.first;
    while (text_.same_paragraph(span.last, i) && text_.use(span.last) == Use::Free &&
           !text_.token(span.last - 1).possessive && has_word(chain, text_.folded(span.last)))
      ++span.last;
    return span;
  }

  /// Words that the article itself writes small.
  void collect_everyday_words() {
    bool needed = false;
    for (std::uint32_t i = 0; i < text_.size() && !needed; ++i) needed = text_.in_capitals(i);
    if (!needed) return;
    for (std::uint32_t i = 0; i < text_.size(); ++i)
      if (!text_.in_capitals(i) && !text_.is_name_word(i) && text_.token(i).kind == TokenKind::Word)
        everyday_.insert(text_.folded(i));
  }

  void mention(std::size_t chain, TokenSpan span) {
    if (!text_.is_free(span)) return;
    span.first = particles_before(span, chains_[chain].fullest.span);
    text_.set_use(span, Use::Person);
    chains_[chain].mentions.push_back(span);
  }

  /// "de" before "Blasio" where the full name has it.
  std::uint32_t particles_before(TokenSpan span, TokenSpan fullest) const {
    std::uint32_t first = span.first;
    for (std::uint32_t i = fullest.last; i-- > fullest.first + 1;) {
      if (text_.folded(i) != text_.folded(first) || !text_.is(i - 1, wc::kParticle)) continue;
      if (first == 0 || text_.folded(first - 1) != text_.folded(i - 1) ||
          text_.use(first - 1) != Use::Free || !text_.same_paragraph(first - 1, first))
        break;
      --first;
    }
    return first;
  }

  // ---- names

  std::vector<PersonFound> results() const {
    std::vector<PersonFound> persons;
    std::unordered_map<std::string, std::size_t> by_name;
    for (const Chain& chain : chains_) {
      if (chain.mentions.empty() || is_given_name_in_passing(chain)) continue;
      const auto [known, is_new] =
          by_name.try_emplace(office_holder(chain).value_or(canonical(chain)), persons.size());
      if (is_new) persons.push_back({known->first, {}});
      std::vector<TokenSpan>& mentions = persons[known->second].mentions;
      mentions.insert(mentions.end(), chain.mentions.begin(), chain.mentions.end());
    }
    for (PersonFound& person : persons)
      std::sort(person.mentions.begin(), person.mentions.end(),
                [](TokenSpan a, TokenSpan b) { return a.first < b.first; });
    return persons;
  }

  /// "Bob", once: nobody whom a reader could look up.
  bool is_given_name_in_passing(const Chain& chain) const {
    const std::uint32_t i = chain.fullest.span.first;
    return chain.fullest.span.size() == 1 && chain.mentions.size() == 1 && !chain.family &&
           !chain.fullest.kept_title && text_.is(i, wc::kGiven) &&
           !text_.is(i, wc::kSurname | wc::kPublicSurname | wc::kEastSurname);
  }

  /// Whom it means, if the article has no given names, by an office told at any mention.
  std::optional<std::string> office_holder(const Chain& chain) const {
    for (const TokenSpan mention : chain.mentions) {
      if (mention.size() < chain.fullest.span.size()) continue;
      if (auto holder = office_holder_by_title(text_, mention, day_)) return holder;
    }
    return office_holder_by_name(text_, chain.fullest.span, day_);
  }

  std::string canonical(const Chain& chain) const {
    const PersonSpan& person = chain.fullest;
    std::string name;
    if (goes_by_title(person)) name = printed(person.span.first - 1) + ' ';
    bool quoted = false;
    bool shouted = true;
    for (std::uint32_t i = person.span.first; i < person.span.last; ++i)
      shouted = shouted && (text_.token(i).all_caps || text_.is_initial(i)) &&
                (text_.token(i).caps_line || person.span.size() > 1 || text_.folded(i).size() > 3);
    for (std::uint32_t i = person.span.first; i < person.span.last; ++i) {
      if (text_.token(i).kind == TokenKind::Punctuation) {
        quoted = !quoted;  // a nickname is no part of the canonical name
      } else if (!quoted) {
        if (!name.empty() && name.back() != ' ') name += ' ';
        name += printed(i, shouted);
      }
    }
    if (chain.family) name += ' ' + printed(*chain.family);
    return name;
  }

  /// "Prince William", "Pope John Paul II"; but not "Elizabeth II", whom her number tells apart.
  bool goes_by_title(const PersonSpan& person) const {
    if (!person.kept_title || person.span.first == 0) return false;
    const bool numbered = text_.is(person.span.last - 1, wc::kSuffix);
    return person.span.size() == 1 || (numbered && text_.reads(person.span.first - 1, "pope"));
  }

  /// "REAGAN" as "Reagan" if the whole name is shouted.
  std::string printed(std::uint32_t i, bool shouted = false) const {
    std::string word(text_.printed(i));
    if (!shouted || text_.is_initial(i) || text_.is(i, wc::kSuffix)) return word;
    bool inside = false;
    for (char& c : word) {
      const bool letter = (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
      if (inside && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      inside = letter;
    }
    return word;
  }

  MarkedText& text_;
  const std::vector<PersonSpan>& spans_;
  const DayPrinted& day_;
  std::vector<Chain> chains_;
  std::unordered_map<std::string_view, std::vector<std::size_t>>
      by_word_;  // chains by the (bare) words of their fullest names
  std::unordered_set<std::string_view> everyday_;
};

}  // namespace

std::vector<PersonFound> chain_persons(MarkedText& text, const std::vector<PersonSpan>& spans,
                                       const DayPrinted& day) {
  return Chainer(text, spans, day).run();
}

}  // namespace morgue
