// The on-disk schema: the only file that spells a term prefix, a value slot or a metadata key.
// The same facts in prose, with their reasons: docs/INDEX_FORMAT.md.
#pragma once

#include <xapian.h>

#include <array>
#include <string_view>

#include "corpus/annotations.h"

namespace morgue::schema {

/// Goes up whenever an older archive would be misread. History:
///   1  headline, byline, body, entities, publication date; stems with positions
///   2  dates mentioned: terms and a value slot
///   3  token streams instead of positions; frequencies normalised; no terms for the day published
inline constexpr int kFormatVersion = 4;
inline constexpr std::string_view kStemmer = "english";

enum class Kind {
  Text,   // stemmed words; in which order the token stream tells
  Words,  // folded words, not stemmed; likewise
  Exact,  // one filter term: term_for() folds case and accents
};

struct Field {
  std::string_view name;    // what a reader types:    person:thatcher
  std::string_view prefix;  // what the archive stores: XPER:thatcher
  Kind kind;

  bool operator==(const Field&) const = default;
};

// Single letters keep the meaning that Xapian's Omega gives them; ours start with X and end in ':'
// so that a term cannot run into its prefix.
inline constexpr Field kText{"", "", Kind::Text};  // headline and body together
inline constexpr Field kHeadline{"headline", "S", Kind::Text};
inline constexpr Field kByline{"byline", "A", Kind::Words};
inline constexpr Field kId{"id", "Q", Kind::Exact};
inline constexpr Field kLanguage{"language", "L", Kind::Exact};
inline constexpr Field kSource{"source", "XSRC:", Kind::Exact};
inline constexpr Field kSection{"section", "XSEC:", Kind::Exact};
inline constexpr Field kCountry{"country", "XCTY:", Kind::Exact};         // in focus, by code
inline constexpr Field kPerson{"person", "XPER:", Kind::Exact};           // in focus
inline constexpr Field kOrganisation{"org", "XORG:", Kind::Exact};        // in focus
inline constexpr Field kAnyCountry{"any-country", "XCTM:", Kind::Exact};  // mentioned at all
inline constexpr Field kAnyPerson{"any-person", "XPEM:", Kind::Exact};
inline constexpr Field kAnyOrganisation{"any-org", "XORM:", Kind::Exact};
// Periods that an article speaks of: a day it mentions, and the month, year and decade around it.
inline constexpr Field kAboutDecade{"about-decade", "XABX:", Kind::Exact};  // "199"
inline constexpr Field kAboutYear{"about-year", "XABY:", Kind::Exact};      // "1998"
inline constexpr Field kAboutMonth{"about-month", "XABM:", Kind::Exact};    // "199805"
inline constexpr Field kAboutDay{"about-day", "XABD:", Kind::Exact};        // "19980503"
inline constexpr Field kFile{"file", "XFIL:", Kind::Exact};  // the source file, by path

inline constexpr std::array kFields{
    kHeadline,    kByline,    kId,           kLanguage,   kSource,    kSection,
    kCountry,     kPerson,    kOrganisation, kAnyCountry, kAnyPerson, kAnyOrganisation,
    kAboutDecade, kAboutYear, kAboutMonth,   kAboutDay,   kFile};

constexpr bool prefixes_are_unambiguous() {
  for (const Field& a : kFields)
    for (const Field& b : kFields)
      if (!(a == b) && b.prefix.starts_with(a.prefix)) return false;
  return true;
}
static_assert(prefixes_are_unambiguous(), "one prefix begins another");

constexpr const Field& entity_field(EntityKind kind, bool focus) {
  switch (kind) {
    case EntityKind::Country:
      return focus ? kCountry : kAnyCountry;
    case EntityKind::Person:
      return focus ? kPerson : kAnyPerson;
    case EntityKind::Organisation:
      break;
  }
  return focus ? kOrganisation : kAnyOrganisation;
}

// Slot numbers are on disk: append; never renumber, never reuse.
inline constexpr Xapian::valueno kPublishedSlot =
    0;  // "YYYYMMDD" or "YYYYMMDDHHMMSS", own zone; absent if undated
inline constexpr Xapian::valueno kCountrySlot = 1;  // encode_facet_values()
inline constexpr Xapian::valueno kPersonSlot = 2;
inline constexpr Xapian::valueno kOrganisationSlot = 3;
inline constexpr Xapian::valueno kSourceSlot = 4;  // the name as printed
inline constexpr Xapian::valueno kSectionSlot = 5;
inline constexpr Xapian::valueno kLanguageSlot = 6;
inline constexpr Xapian::valueno kContentHashSlot =
    7;  // 16 bytes: XXH3-128 of all that the article's document is made from
inline constexpr Xapian::valueno kAboutSlot = 8;    // encode_periods()
inline constexpr Xapian::valueno kAcronymSlot = 9;  // encode_spelt_out(); absent before
                                                    // understanding 4
inline constexpr Xapian::valueno kTokensSlot =
    10;  // varint: where the record in the token stream begins
inline constexpr Xapian::valueno kStorySlot = 11;           // encode_story()
inline constexpr Xapian::valueno kStorySignatureSlot = 12;  // encode_signature(); absent if the
                                                            // body has no words

// Metadata keys.
inline constexpr std::string_view kFormatKey = "morgue.format";
inline constexpr std::string_view kStemmerKey = "morgue.stemmer";
inline constexpr std::string_view kXapianKey = "morgue.xapian";  // series that wrote it, "1.4"
inline constexpr std::string_view kFrequencyKey = "morgue.frequency";  // kFrequencyRule
inline constexpr std::string_view kTokensKey = "morgue.tokens";        // TokenExtent
inline constexpr std::string_view kCreatedByKey = "morgue.created_by";
inline constexpr std::string_view kDictionaryKey = "morgue.dictionary";  // of TextCodec
// + docid, 4 bytes, high ones first → TextCodec::compress() of encode_summary(), encode_text()
inline constexpr std::string_view kSummaryKeyPrefix = "summary:";
inline constexpr std::string_view kTextKeyPrefix = "text:";
inline constexpr std::string_view kFileKeyPrefix =
    "morgue.file:";  // + hash of the path → FileRecord

}  // namespace morgue::schema
