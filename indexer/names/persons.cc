#include "indexer/names/persons.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace morgue {
namespace {

namespace wc = word_class;

/// "(Reporting by …; editing by …)": who wrote the article is not what it is about. One past it,
/// or i.
std::uint32_t end_of_credits(const MarkedText& text, std::uint32_t i) {
  constexpr auto kWork = std::to_array<std::string_view>(
      {"reporting", "editing", "writing", "written", "edited", "compiled", "reported"});
  if (!text.reads(i + 1, "by") ||
      std::find(kWork.begin(), kWork.end(), text.folded(i)) == kWork.end())
    return i;
  bool begins = i == 0 || !text.same_paragraph(i - 1, i) || text.token(i).sentence_start;
  for (std::uint32_t j = i; j > 0 && j + 4 > i && text.same_paragraph(j - 1, i); --j)
    begins = begins || text.reads(j - 1, "(") || text.reads(j - 1, ";");
  if (!begins) return i;
  std::uint32_t last = i;
  while (text.same_paragraph(last, i) && !text.reads(last, ")")) ++last;
  return last;
}

void mark_credits(MarkedText& text) {
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if (const std::uint32_t last = end_of_credits(text, i); last > i)
      text.set_use({i, last}, Use::Other);
}

bool is_east_order(const MarkedText& text, TokenSpan span) {
  if (span.size() < 2 || span.size() > 3 || !text.is(span.first, wc::kEastSurname)) return false;
  for (std::uint32_t i = span.first + 1; i < span.last; ++i)
    if (!is_east_given_name(text.folded(i)) || text.is(i, wc::kThing | wc::kPlace | wc::kCommon))
      return false;
  // "Lee Marvin" is none; "Lee Min" could be.
  return !(span.size() == 2 && text.is(span.first, wc::kGiven) &&
           !text.is(span.first + 1, wc::kEastSurname) &&
           text.folded(span.first + 1).find('-') == std::string_view::npos &&
           text.is(span.first + 1, wc::kSurname));
}

/// Titles, and countries in headlines, that the tagger took for a part of the name.
TokenSpan without_titles(const MarkedText& text, TokenSpan span) {
  const auto is_title = [&](std::uint32_t i) {
    const bool name_too = text.is(i, wc::kGiven | wc::kSurname | wc::kEastSurname);
    return text.reads(i, "emeritus") ||
           (text.is(i, wc::kTitle | wc::kHonorific | wc::kKeptTitle) &&
            (!name_too || text.printed(i).back() == '.') && !text.is_initial(i));
  };
  // "But Qwert said no."
  const auto is_conjunction = [&](std::uint32_t i) {
    constexpr auto kConjunctions = std::to_array<std::string_view>(
        {"but", "and", "yet", "while", "when", "although", "because", "if", "as"});
    return text.token(i).sentence_start && std::find(kConjunctions.begin(), kConjunctions.end(),
                                                     text.folded(i)) != kConjunctions.end();
  };
  // "co-star Hudson"
  const auto is_role = [&](std::uint32_t i) {
    return text.token(i).kind == TokenKind::Word && !text.is_name_word(i) &&
           !text.is(i, wc::kParticle) && text.is_name_word(i + 1);
  };
  // Headlines leave out the "'s": "Venezuela Chavez to meet ministers".
  const auto is_country = [&](std::uint32_t i) {
    return text.token(i).in_headline && text.is(i, wc::kPlace) &&
           !text.is(i, wc::kGiven | wc::kSurname);
  };
  // "Ethiopians Abel Qwert"
  const auto is_people = [&](std::uint32_t i) {
    return text.is(i, wc::kPeople) && !text.is(i, wc::kGiven | wc::kSurname | wc::kEastSurname);
  };
  // The point that ends a sentence; that of an abbreviation is part of its token.
  if (span.size() > 1 && text.printed(span.last - 1) == ".") --span.last;
  while (span.size() > 1 &&
         (is_title(span.first) || is_country(span.first) || is_people(span.first) ||
          is_conjunction(span.first) || is_role(span.first)))
    ++span.first;
  return span;
}

/// "Jane Qwert QC": letters that the name goes on without.
TokenSpan without_letters_behind(const MarkedText& text, TokenSpan span) {
  const std::uint32_t last = span.last - 1;
  const bool letters = span.size() > 2 && text.token(last).all_caps &&
                       text.folded(last).size() <= 3 && !text.token(last - 1).all_caps &&
                       !text.is(last, wc::kSuffix) && !text.is_initial(last);
  return letters ? TokenSpan{span.first, last} : span;
}

/// "Jane Qwert of Springfield": her name alone.
TokenSpan without_home(const MarkedText& text, TokenSpan span) {
  for (std::uint32_t i = span.first + 1; i < span.last; ++i)
    if (text.printed(i) == "of") return {span.first, i};
  return span;
}

/// With "Jr." behind it, and with "Said" before "bin Taimur".
TokenSpan with_all_parts(const MarkedText& text, TokenSpan span) {
  const auto continues = [&](std::uint32_t i) {
    return text.same_paragraph(span.first, i) && text.use(i) == Use::Free && text.is_name_word(i);
  };
  if (span.size() > 1 && !text.token(span.last - 1).possessive && continues(span.last) &&
      text.is(span.last, wc::kSuffix))
    ++span.last;
  const bool son = text.printed(span.first) == "bin" || text.printed(span.first) == "ibn";
  if (son && span.first > 0 && continues(span.first - 1)) --span.first;
  return span;
}

/// What of a tagged span is the name, and what the tagger left out of it; empty if nothing is.
TokenSpan name_alone(const MarkedText& text, TokenSpan tagged) {
  const TokenSpan span = without_stock_signs(text, tagged);
  if (span.size() == 0) return span;
  const TokenSpan bare = without_letters_behind(text, without_titles(text, span));
  return with_all_parts(text, without_home(text, bare));
}

/// "P. damicornis": a species, as its name ends in small letters.
bool names_species(const MarkedText& text, TokenSpan span) {
  return span.size() > 1 && text.is_initial(span.first) && !text.is_name_word(span.last - 1);
}

/// "USS Grayback"
bool names_ship(const MarkedText& text, TokenSpan span) {
  constexpr auto kPrefixes = std::to_array<std::string_view>({"uss", "hms", "hmas", "hmcs", "rms"});
  const auto is_prefix = [&](std::uint32_t i) {
    return text.token(i).all_caps && text.same_paragraph(i, span.first) &&
           std::find(kPrefixes.begin(), kPrefixes.end(), text.folded(i)) != kPrefixes.end();
  };
  return is_prefix(span.first) || (span.first > 0 && is_prefix(span.first - 1));
}

/// "Sultan", "Arabs": a word that is known for something else, and for that only.
bool is_no_name(const MarkedText& text, TokenSpan span) {
  return span.size() == 1 && !text.in_capitals(span.first) &&
         text.is(span.first, wc::kTitle | wc::kHonorific | wc::kKeptTitle | wc::kPeople) &&
         !text.is(span.first, wc::kGiven | wc::kSurname | wc::kEastSurname);
}

/// "Reagan administration": its policy, not the man.
bool is_administration(const MarkedText& text, TokenSpan span) {
  return text.reads(span.last, "administration") && text.same_paragraph(span.first, span.last);
}

/// "John F. Kennedy airport", "James Webb space telescope", "the Leroy Qwert Prize", "Qwert
/// dynasty".
bool names_facility(const MarkedText& text, TokenSpan span) {
  constexpr auto kFacilities = std::to_array<std::string_view>(
      {"airport", "telescope", "stadium", "hospital", "museum",     "prison",   "university",
       "library", "award",     "prize",   "medal",    "trophy",     "syndrome", "disease",
       "bridge",  "theatre",   "theater", "school",   "foundation", "facility", "dynasty"});
  const auto is_facility = [&](std::uint32_t i) {
    return text.same_paragraph(span.first, i) && !text.in_capitals(i) &&
           std::find(kFacilities.begin(), kFacilities.end(), text.folded(i)) != kFacilities.end();
  };
  const std::uint32_t next = span.last;
  if (text.token(next - 1).possessive) return false;
  if (span.size() == 1) return text.reads(next, "dynasty");
  // "John Bridge" may be a person.
  if (span.size() > 2 && is_facility(next - 1)) return true;
  return is_facility(next) || ((text.reads(next, "space") || text.reads(next, "international") ||
                                text.reads(next, "correctional")) &&
                               is_facility(next + 1));
}

/// "Smith & Jones": partners, not persons.
bool names_partners(const MarkedText& text, TokenSpan span) {
  return (text.reads(span.last, "&") && text.is_name_word(span.last + 1)) ||
         (span.first > 1 && text.reads(span.first - 1, "&") && text.is_name_word(span.first - 2));
}

/// "Edward Jones analyst": a firm that bears a person's name.
bool is_named_as_firm(const MarkedText& text, TokenSpan span) {
  constexpr auto kEmployed = std::to_array<std::string_view>(
      {"analyst", "analysts", "economist", "economists", "strategist", "strategists", "trader",
       "traders", "spokesman", "spokeswoman", "spokesperson", "broker", "brokers", "dealer",
       "dealers", "shares", "stock"});
  return span.size() > 1 && text.same_paragraph(span.first, span.last) &&
         !text.token(span.last - 1).possessive && !text.is_name_word(span.last) &&
         std::find(kEmployed.begin(), kEmployed.end(), text.folded(span.last)) != kEmployed.end();
}

/// "Ban Ki-moon", "Prince William": names by their words alone, whatever the tagger says. One past
/// the name that begins at token i, or i.
std::uint32_t end_of_plain_name(const MarkedText& text, std::uint32_t i) {
  const TokenSpan pair{i, i + 2};
  if (text.in_capitals(i) || !text.same_paragraph(i, i + 1) || !text.is_name_word(i) ||
      !text.is_name_word(i + 1) || text.token(i).possessive || !text.is_free(pair))
    return i;
  const bool east = text.folded(i + 1).find('-') != std::string_view::npos &&
                    !text.token(i).all_caps && is_east_order(text, pair);
  return east ? i + 2 : i;
}

bool follows_kept_title(const MarkedText& text, std::uint32_t i) {
  return i > 0 && text.is(i - 1, wc::kKeptTitle) && text.is_name_word(i - 1) &&
         text.same_paragraph(i - 1, i);
}

/// "William" in "Prince William".
bool is_titled_given_name(const MarkedText& text, std::uint32_t i) {
  return follows_kept_title(text, i) && text.is(i, wc::kGiven) && text.is_name_word(i) &&
         !text.is(i, wc::kPlace) && !text.is_name_word(i + 1) && !text.in_capitals(i) &&
         text.is_free({i, i + 1});
}

/// Whole lines in scripts without capitals can look like one name to the tagger.
bool is_too_long(TokenSpan span) {
  constexpr std::uint32_t kMostWords = 10;
  return span.size() > kMostWords;
}

bool is_person(const MarkedText& text, TokenSpan span) {
  return text.is_free(span) && !is_too_long(span) && !is_no_name(text, span) &&
         !is_administration(text, span) && !names_facility(text, span) &&
         !names_partners(text, span) && !is_named_as_firm(text, span) &&
         !names_species(text, span) && !names_ship(text, span);
}

}  // namespace

std::vector<PersonSpan> find_persons(MarkedText& text, const std::vector<TokenSpan>& tagged) {
  mark_credits(text);
  std::vector<PersonSpan> persons;
  persons.reserve(tagged.size());
  const auto add = [&](TokenSpan span) {
    persons.push_back({span, is_east_order(text, span), follows_kept_title(text, span.first)});
  };
  std::uint32_t next = 0;  // the first token after what has been looked at
  const auto add_plain_names = [&](std::uint32_t last) {
    for (; next < last; ++next) {
      const std::uint32_t end =
          is_titled_given_name(text, next) ? next + 1 : end_of_plain_name(text, next);
      if (end > last || end == next) continue;
      add({next, end});
      next = end - 1;
    }
  };
  for (const TokenSpan found : tagged) {
    const TokenSpan span = name_alone(text, found);
    add_plain_names(std::min(found.first, span.first));
    next = std::max(found.last, span.last);
    if (span.size() > 0 && is_person(text, span)) add(span);
  }
  add_plain_names(text.size());
  return persons;
}

}  // namespace morgue
