#include "indexer/places/matcher.h"

#include <algorithm>
#include <array>

namespace morgue {
namespace {

bool has(const NodeTable& words, std::string_view word) {
  return words.find(extend(kNoWords, word)) != nullptr;
}

/// Walks over the tokens and keeps what the gazetteer knows and the context allows.
class Matcher {
 public:
  Matcher(const TokenisedText& text, const std::vector<bool>& persons, bool is_dateline)
      : text_(text), tokens_(text.tokens), persons_(persons), is_dateline_(is_dateline) {}

  std::vector<PlaceMatch> run() {
    for (std::size_t i = 0; i < tokens_.size();) i = match_at(i);
    return std::move(matches_);
  }

 private:
  struct Found {
    const PlaceName* name = nullptr;
    std::size_t last = 0;  // the last token of the name
    std::uint32_t end = 0;
  };

  std::size_t match_at(std::size_t first) {
    const Token& token = tokens_[first];
    if (token.kind != TokenKind::Word) return first + 1;
    if (token.capitalised) {
      const Found found = longest_at(first);
      if (found.name != nullptr) {
        emit(first, token.start, found);
        if (found.end < tokens_[found.last].end) match_parts(found.last, found.end + 1);
        return found.last + 1;
      }
    }
    if (hyphen_in(token, token.start) < token.end) match_parts(first, token.start);
    return first + 1;
  }

  /// The position of the first hyphen from `from` on, or the end of the token.
  std::uint32_t hyphen_in(const Token& token, std::uint32_t from) const {
    const std::string_view rest = std::string_view(text_.text).substr(from, token.end - from);
    return from + static_cast<std::uint32_t>(std::min(rest.find('-'), rest.size()));
  }

  std::string_view bytes(std::uint32_t start, std::uint32_t end) const {
    return std::string_view(text_.text).substr(start, end - start);
  }

  /// Follows the words as long as some name goes on; a name may end inside a token ("New
  /// York-based").
  Found longest_at(std::size_t first) const {
    Found best;
    WordsHash words = kNoWords;
    for (std::size_t i = first; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (token.paragraph != tokens_[first].paragraph) break;
      const WordsHash longer = extend(words, text_.of(token));
      const Node* node = gazetteer_.nodes.find(longer);
      if (node != nullptr && node->name >= 0) consider(first, {name_of(*node), i, token.end}, best);
      if (i > first || node == nullptr) consider_part(first, i, words, best);
      if (node == nullptr || !node->goes_on) break;
      words = longer;
    }
    return best;
  }

  void consider_part(std::size_t first, std::size_t last, WordsHash words, Found& best) const {
    const Token& token = tokens_[last];
    const std::uint32_t hyphen = hyphen_in(token, token.start);
    if (hyphen == token.end || last == first) return;
    const Node* node = gazetteer_.nodes.find(extend(words, bytes(token.start, hyphen)));
    if (node != nullptr && node->name >= 0) consider(first, {name_of(*node), last, hyphen}, best);
  }

  const PlaceName* name_of(const Node& node) const {
    return &gazetteer_.names[static_cast<std::size_t>(node.name)];
  }

  void consider(std::size_t first, const Found& found, Found& best) const {
    if (!found.name->prefix && is_written_so(first, found) && context_allows(first, found))
      best = found;
  }

  /// "Iranian-Russian", "Franco-German", "pro-Syrian".
  void match_parts(std::size_t index, std::uint32_t from) {
    const Token& token = tokens_[index];
    while (from < token.end) {
      const std::uint32_t end = hyphen_in(token, from);
      const Node* node = gazetteer_.nodes.find(extend(kNoWords, bytes(from, end)));
      if (node != nullptr && node->name >= 0) {
        const Found found{name_of(*node), index, end};
        const char letter = text_.text[from];
        const bool capitalised = letter < 'a' || letter > 'z';
        if (capitalised && (!found.name->prefix || end < token.end) &&
            part_is_allowed(index, *found.name, bytes(from, end)))
          emit(index, from, found);
      }
      from = end + 1;
    }
  }

  bool part_is_allowed(std::size_t index, const PlaceName& name, std::string_view part) const {
    if (is_person(index)) return false;
    const bool lower =
        std::any_of(part.begin(), part.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (name.acronym) return !lower && !tokens_[index].caps_line;
    return name.kind != PlaceKind::Abbreviation && !name.word && part.size() > 2;
  }

  bool is_person(std::size_t index) const { return index < persons_.size() && persons_[index]; }

  /// Capitals where the table has them.
  bool is_written_so(std::size_t first, const Found& found) const {
    for (std::size_t i = first; i <= found.last && i - first < 32; ++i) {
      if ((found.name->capitalised >> (i - first) & 1U) == 0) continue;
      if (!tokens_[i].capitalised) return false;
    }
    if (found.last > first) return true;
    return found.name->acronym ? is_acronym_here(first) : is_name_in_capitals(first, *found.name);
  }

  /// "US" is a word in capitals only where not everything is.
  bool is_acronym_here(std::size_t index) const {
    const Token& token = tokens_[index];
    const std::string_view word = text_.of(token);
    if (!token.all_caps) return false;
    if (!token.caps_line || is_dateline_ || word.find('.') != std::string_view::npos) return true;
    return word != "US" && word.size() + (word == "UK" ? 1U : 0U) > 2;
  }

  /// Amid small letters, a short word in capitals is an acronym of something else ("GAO", "ILO").
  bool is_name_in_capitals(std::size_t index, const PlaceName& name) const {
    const Token& token = tokens_[index];
    if (!token.all_caps || is_dateline_) return true;
    const std::size_t length = token.end - token.start;
    const bool known = name.kind == PlaceKind::Name || name.kind == PlaceKind::Demonym ||
                       name.kind == PlaceKind::Capital;
    return known || length > (token.caps_line ? 4U : 5U);
  }

  bool context_allows(std::size_t first, const Found& found) const {
    const PlaceName& name = *found.name;
    for (std::size_t i = first; i <= found.last; ++i)
      if (is_person(i)) return false;
    if (name.kind == PlaceKind::Abbreviation) return follows_a_town(first);
    if (is_dateline_ || name.kind == PlaceKind::None) return true;
    const Token& token = tokens_[first];
    if (name.word && (token.caps_line || token.in_headline || token.sentence_start)) return false;
    return found.last > first || name.kind == PlaceKind::Demonym || !is_named_after(first, name);
  }

  bool follows_a_town(std::size_t index) const {
    if (index < 2 || text_.of(tokens_[index - 1]) != "," || !tokens_[index - 2].capitalised)
      return false;
    const std::string_view word = text_.of(tokens_[index]);
    if (is_dateline_ || word.back() == '.') return true;
    return tokens_[index].all_caps && (!tokens_[index].caps_line || word.size() > 2);
  }

  /// Is it a person who bears the name of a place: "Mr Jordan", "Chad Hurley", "Jack London"?
  bool is_named_after(std::size_t index, const PlaceName& name) const {
    const Token& token = tokens_[index];
    if (index > 0 && tokens_[index - 1].kind == TokenKind::Word) {
      const Token& previous = tokens_[index - 1];
      const std::string_view word = text_.of(previous);
      if (previous.capitalised && has(gazetteer_.honorific, word)) return true;
      if (name.surname && is_free_capital(previous) && !previous.sentence_start &&
          !previous.possessive && !is_place_before(index) && !has(gazetteer_.before, word))
        return true;
    }
    if (!name.person || token.possessive || index + 1 >= tokens_.size()) return false;
    const Token& next = tokens_[index + 1];
    return name.kind == PlaceKind::Name && is_free_capital(next) && !is_place(next) &&
           next.paragraph == token.paragraph && !has(gazetteer_.goes_on, text_.of(next));
  }

  /// A word that is capitalised of its own accord, not because it stands in a headline.
  static bool is_free_capital(const Token& token) {
    return token.kind == TokenKind::Word && token.capitalised && !token.all_caps &&
           !token.caps_line && !token.in_headline;
  }

  bool is_place_before(std::size_t index) const {
    return !matches_.empty() && matches_.back().last_token == index;
  }

  bool is_place(const Token& token) const {
    const Node* node = gazetteer_.nodes.find(extend(kNoWords, text_.of(token)));
    return node != nullptr && node->name >= 0;
  }

  void emit(std::size_t first, std::uint32_t start, const Found& found) {
    PlaceMatch match;
    match.first_token = static_cast<std::uint32_t>(first);
    match.last_token = static_cast<std::uint32_t>(found.last + 1);
    match.start = start;
    match.end = found.end;
    match.country = found.name->country;
    match.kind = found.name->kind;
    match.name = found.name;
    if (match.end == tokens_[found.last].end && !is_dateline_) look_behind(match);
    matches_.push_back(match);
  }

  void look_behind(PlaceMatch& match) const {
    std::size_t i = match.last_token;
    const Token& last = tokens_[i - 1];
    if (last.possessive || i >= tokens_.size()) return;
    match.currency = has(gazetteer_.currency, text_.of(tokens_[i]));
    for (; i < tokens_.size() && i < match.last_token + 4U; ++i) {
      const Token& token = tokens_[i];
      if (token.kind != TokenKind::Word || !token.capitalised || token.paragraph != last.paragraph)
        return;
      if (has(gazetteer_.company, text_.of(token))) {
        match.company = true;
        return;
      }
    }
  }

  const Gazetteer& gazetteer_ = gazetteer();
  const TokenisedText& text_;
  const std::vector<Token>& tokens_;
  const std::vector<bool>& persons_;
  bool is_dateline_;
  std::vector<PlaceMatch> matches_;
};

bool is_town(const PlaceMatch& match) {
  return match.kind == PlaceKind::City || match.kind == PlaceKind::Capital;
}

/// "London, Ontario": the region says which London. A country says so only of a town that needs it,
/// because "Munich, Austria and Italy" may be a list.
void settle_by_what_follows(const TokenisedText& text, std::vector<PlaceMatch>& matches) {
  for (std::size_t i = matches.size(); i-- > 1;) {
    PlaceMatch& town = matches[i - 1];
    const PlaceMatch& behind = matches[i];
    if (behind.first_token != town.last_token + 1 || behind.country == kNoCountry ||
        text.of(text.tokens[town.last_token]) != ",")
      continue;
    const bool is_region =
        behind.kind == PlaceKind::Region || behind.kind == PlaceKind::Abbreviation;
    const bool is_country = behind.kind == PlaceKind::Name;
    const bool doubtful = town.name->choice >= 0 || town.name->support;
    // An abbreviation is found only behind a town, whatever else the town's name means: "DARIEN,
    // Conn.", "WESTMINSTER, Calif."
    const bool must_be_town = behind.kind == PlaceKind::Abbreviation;
    if (is_town(town) ? is_region || (is_country && doubtful)
                      : must_be_town || (doubtful && is_region))
      town.country = behind.country;
  }
}

/// Weighs the names that leave no doubt, to decide on those that do.
class Doubts {
 public:
  Doubts(const std::vector<PlaceMatch>& matches, const std::vector<CountryId>& dateline)
      : known_(gazetteer().countries.size(), 0) {
    for (const PlaceMatch& match : matches)
      if (match.country != kNoCountry && !is_doubtful(match)) known_[match.country] += 1;
    for (const CountryId country : dateline) known_[country] += 2;
  }

  void settle(std::vector<PlaceMatch>& matches) const {
    for (PlaceMatch& match : matches)
      if (is_doubtful(match) && match.name->choice >= 0) match.country = chosen(match);
    std::erase_if(matches, [&](const PlaceMatch& match) {
      return match.country == kNoCountry || match.kind == PlaceKind::None ||
             (is_doubtful(match) && match.name->support && known_[match.country] == 0);
    });
  }

 private:
  static bool is_doubtful(const PlaceMatch& match) {
    const bool settled = match.country != match.name->country;
    return !settled && (match.name->choice >= 0 || match.name->support);
  }

  CountryId chosen(const PlaceMatch& match) const {
    const Choice& choice = gazetteer().choices[static_cast<std::size_t>(match.name->choice)];
    int best = -1;
    CountryId result = match.country;
    for (const std::vector<CountryId>& group : choice) {
      int support = 0;
      for (const CountryId country : group) support += known_[country];
      if (support > best) {
        best = support;
        result = group.front();
      }
    }
    return result;
  }

  std::vector<int> known_;
};

/// "Moscow" in 1987 is the Soviet Union's.
void settle_by_date(std::vector<PlaceMatch>& matches, const std::optional<Published>& published) {
  if (!published) return;
  const Gazetteer& places = gazetteer();
  for (PlaceMatch& match : matches) {
    if (match.name->meanwhile < 0 || match.country != match.name->country) continue;
    const auto former = static_cast<CountryId>(match.name->meanwhile);
    const Country& country = places.countries[former];
    if (country.first <= published->day && published->day <= country.last) match.country = former;
  }
}

}  // namespace

std::vector<PlaceMatch> match_places(const TokenisedText& text,
                                     const std::vector<bool>& person_tokens,
                                     const std::vector<CountryId>& dateline,
                                     const std::optional<Published>& published) {
  std::vector<PlaceMatch> matches = Matcher(text, person_tokens, false).run();
  settle_by_what_follows(text, matches);
  Doubts(matches, dateline).settle(matches);
  settle_by_date(matches, published);
  return matches;
}

std::vector<CountryId> countries_of_dateline(std::string_view place,
                                             const std::optional<Published>& published) {
  const TokenisedText text = tokenise("", place);
  std::vector<PlaceMatch> matches = Matcher(text, {}, true).run();
  settle_by_what_follows(text, matches);
  settle_by_date(matches, published);
  std::vector<CountryId> countries;
  for (const PlaceMatch& match : matches)
    if (match.country != kNoCountry &&
        std::find(countries.begin(), countries.end(), match.country) == countries.end())
      countries.push_back(match.country);
  return countries;
}

}  // namespace morgue
