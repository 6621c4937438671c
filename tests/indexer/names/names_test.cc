// Whom an article names, as a reader would say it: rows of text and the names expected of them.
#include "indexer/names/names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/names/tagged_names.h"

namespace morgue {
namespace {

using Names = std::vector<std::string>;

struct Read {
  TokenisedText text;
  NamesFound names;

  Names of(EntityKind kind) const {
    Names result;
    for (const Entity& entity : names.entities)
      if (entity.kind == kind) result.push_back(entity.key);
    std::sort(result.begin(), result.end());
    return result;
  }
  /// The printed spans of one entity.
  Names mentions_of(std::string_view name) const {
    Names result;
    for (const NameMention& mention : names.mentions)
      if (names.entities[mention.entity].key == name)
        result.push_back(text.text.substr(
            text.tokens[mention.first_token].start,
            text.tokens[mention.last_token - 1].end - text.tokens[mention.first_token].start));
    return result;
  }
  const Entity* entity(std::string_view name) const {
    const auto found = std::find_if(names.entities.begin(), names.entities.end(),
                                    [&](const Entity& each) { return each.key == name; });
    return found == names.entities.end() ? nullptr : &*found;
  }
};

Read read(std::string_view headline, std::string_view body) {
  Article article;
  article.headline = headline;
  article.body = body;
  Read result{tokenise(headline, body), {}};
  result.names = find_names(article, result.text);
  return result;
}

Names persons(std::string_view body) { return read("", body).of(EntityKind::Person); }
Names organisations(std::string_view body) { return read("", body).of(EntityKind::Organisation); }

TEST(Persons, AreFoundByTitlesGivenNamesAndWhatStandsAround) {
  const struct {
    std::string_view text;
    Names expected;
  } rows[] = {
      {"Angela Merkel arrived in Paris on Monday.", {"Angela Merkel"}},
      {"Iranian President Hassan Rouhani opened the talks.", {"Hassan Rouhani"}},
      {"U.S. Secretary of State John Kerry left Geneva.", {"John Kerry"}},
      {"The minister of foreign affairs, Mohammad Javad Zarif, was present.",
       {"Mohammad Javad Zarif"}},
      {"They met Sen. Orrin Hatch and Gen. David Petraeus.", {"David Petraeus", "Orrin Hatch"}},
      {"But Merkel said no decision had been made.", {"Merkel"}},
      // Nothing but what stands around speaks for a name that no table has.
      {"Police arrested Zzyz Qwert, 54, at his home.", {"Zzyz Qwert"}},
      {"Zzyz Qwert, the head of the union, resigned.", {"Zzyz Qwert"}},
      {"The mayor, Zzyz Qwert, resigned. Qwert said he was tired.", {"Zzyz Qwert"}},
      // Particles, initials, suffixes.
      {"Ursula von der Leyen met Abdel Fattah al-Sisi.",
       {"Abdel Fattah al-Sisi", "Ursula von der Leyen"}},
      {"George W. Bush and J.K. Rowling were there.", {"George W. Bush", "J.K. Rowling"}},
      {"Robert Downey Jr. plays the lead.", {"Robert Downey Jr."}},
      {"Mohammed bin Salman flew to Cairo.", {"Mohammed bin Salman"}},
      {"Edward \"Eddie\" Hopper won the race.", {"Edward Hopper"}},
      // The family name first.
      {"Xi Jinping received Ban Ki-moon and Kim Jong Un.",
       {"Ban Ki-moon", "Kim Jong Un", "Xi Jinping"}},
      {"Lee Marvin and Jackie Chan made films.", {"Jackie Chan", "Lee Marvin"}},
      // A surname under a title stays one word when the article has no more.
      {"Mr Volcker declined to comment.", {"Volcker"}},
      {"Turkey's Foreign Minister Bozer spoke first.", {"Bozer"}},
      // With the given name alone, the title is part of the name.
      {"Pope Francis and Queen Elizabeth II met Prince William.",
       {"Elizabeth II", "Pope Francis", "Prince William"}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(persons(text), expected);
  }
}

TEST(Persons, AreNotPlacesThingsFirmsOrWordsThatBeginASentence) {
  for (const std::string_view text : {
           "South Korea and New Zealand signed in New York.",
           "The White House and Wall Street waited on Tuesday in January.",
           "Officials said Hurricane Sandy had passed Lincoln Center.",
           "Shares of Goldman Sachs, Merrill Lynch, JP Morgan and Johnson & Johnson fell.",
           "The Dodd-Frank law and the Nobel Prize were discussed.",
           "However, Norwegian officials disagreed. Normally, the talks end early.",
           "The Prime Minister met the Foreign Minister and the Chairman.",
           "She reads The Guardian and the New York Times.",
           "He flew to John F. Kennedy airport.",
           "Prices rose last August and in May.",
           "Wilkins Peabody analyst forecasts were cut.",
           "The Dow Jones Industrial Average closed higher.",
           "Growers said it rained. (Reporting by Anna Verbeek; editing by Tom Oduya)",
           "London-based Third-quarter results were good.",
       }) {
    SCOPED_TRACE(text);
    EXPECT_EQ(persons(text), Names{});
  }
}

TEST(Persons, ShortFormsJoinTheFullName) {
  const Read article = read(
      "Rouhani opens talks",
      "President Hassan Rouhani opened the talks in Tehran. Rouhani's aides met Mohammad Zarif. "
      "Mr Rouhani left early, and Zarif stayed.");
  EXPECT_EQ(article.of(EntityKind::Person), (Names{"Hassan Rouhani", "Mohammad Zarif"}));
  EXPECT_EQ(article.mentions_of("Hassan Rouhani"),
            (Names{"Rouhani", "Hassan Rouhani", "Rouhani", "Rouhani"}));
  EXPECT_EQ(article.mentions_of("Mohammad Zarif"), (Names{"Mohammad Zarif", "Zarif"}));
}

TEST(Persons, ChainsAreNotFooledByFamiliesAndForms) {
  const struct {
    std::string_view text;
    Names expected;
  } rows[] = {
      // First names that differ are different persons.
      {"Ronald Reagan and Nancy Reagan travelled to Bonn. Reagan spoke.",
       {"Nancy Reagan", "Ronald Reagan"}},
      // Initials and short forms are the same person.
      {"William Clinton spoke. Bill Clinton then left.", {"William Clinton"}},
      {"George W. Bush spoke. George Bush then left.", {"George W. Bush"}},
      {"Mohammed bin Salman Al Saud spoke. Mohammed bin Salman left.",
       {"Mohammed bin Salman Al Saud"}},
      // In the Chinese order the surname is the first word.
      {"Xi Jinping spoke. Xi then left.", {"Xi Jinping"}},
      // The article before a surname, and without.
      {"Bashar al-Assad spoke. Assad then left.", {"Bashar al-Assad"}},
      // One surname for two; and both together.
      {"Peter and Maria Qwert drove to Washington. Peter said the road was long.",
       {"Maria Qwert", "Peter Qwert"}},
      {"Maria Qwert and Peter Qwert were tried. Neighbours said the Qwerts had kept apart.",
       {"Maria Qwert", "Peter Qwert"}},
      // A surname that is a month or an everyday word.
      {"Theresa May spoke in May. May said talks would go on.", {"Theresa May"}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(persons(text), expected);
  }
  EXPECT_EQ(
      read("", "Theresa May spoke in May. May said talks would go on.").mentions_of("Theresa May"),
      (Names{"Theresa May", "May"}));
  EXPECT_EQ(
      read("", "Bill de Blasio spoke. Mayor de Blasio then left.").mentions_of("Bill de Blasio"),
      (Names{"Bill de Blasio", "de Blasio"}));
}

TEST(Persons, AreKnownInHeadlinesInCapitals) {
  const struct {
    std::string_view headline, body;
    Names expected;
  } rows[] = {
      {"ROUHANI AND PUTIN DISCUSS SYRIA",
       "Hassan Rouhani spoke with Vladimir Putin on Monday.",
       {"Hassan Rouhani", "Vladimir Putin"}},
      {"QWERT SEES PROFIT", "Zzyz Qwert, the chairman, said profit would rise.", {"Zzyz Qwert"}},
      // A flash has no body at all.
      {"REAGAN SAYS TAX BILL WILL PASS", "", {"Reagan"}},
      {"FED'S QWERT SAYS RATES WILL FALL", "", {"Qwert"}},
      {"CHAIRMAN JOHN SMITH RESIGNS", "", {"John Smith"}},
      {"SMITH INDUSTRIES INC 4TH QTR NET RISES", "", {}},
      {"OIL PRICES RISE AS OPEC CUTS OUTPUT", "", {}},
      {"Talks Between Rouhani And Putin Begin",
       "Hassan Rouhani spoke with Vladimir Putin on Monday.",
       {"Hassan Rouhani", "Vladimir Putin"}},
  };
  for (const auto& [headline, body, expected] : rows) {
    SCOPED_TRACE(headline);
    const Read article = read(headline, body);
    EXPECT_EQ(article.of(EntityKind::Person), expected);
    for (const std::string& name : expected) {
      ASSERT_NE(article.entity(name), nullptr);
      EXPECT_TRUE(article.entity(name)->focus);
    }
  }
  EXPECT_EQ(read("ROUHANI AND PUTIN MEET", "Hassan Rouhani met Vladimir Putin.")
                .mentions_of("Vladimir Putin"),
            (Names{"PUTIN", "Vladimir Putin"}));
}

TEST(Persons, AreCalledWithoutWhatIsPrintedAroundTheName) {
  const struct {
    std::string_view text;
    Names expected;
  } rows[] = {
      // The policy of a government, not the man; and the man.
      {"The Reagan administration agreed.", {}},
      {"President Reagan agreed with his administration.", {"Reagan"}},
      // A number tells a monarch apart; the title is said where there is none.
      {"King Charles III met Queen Mary.", {"Charles III", "Queen Mary"}},
      // Letters behind the name.
      {"The barrister, Jane Emily Smith QC, appealed.", {"Jane Emily Smith"}},
      // A given name in passing is nobody whom a reader could look up.
      {"\"Ask Bob,\" said Angela Merkel.", {"Angela Merkel"}},
      {"A firm of partners, Smith & Jones, was hired by Angela Merkel.", {"Angela Merkel"}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(persons(text), expected);
  }
}

TEST(TaggedNames, TellPersonsPlacesAndOrganisationsApart) {
  const TokenisedText tokens = tokenise(
      "", "Angela Merkel flew from Berlin to Geneva to speak at the World Health Organization.");
  const MarkedText text(tokens);
  const TaggedNames names = tag_names(text);
  const auto printed = [&](const std::vector<TokenSpan>& spans) {
    Names result;
    for (const TokenSpan span : spans) {
      std::string name(text.printed(span.first));
      for (std::uint32_t i = span.first + 1; i < span.last; ++i)
        name.append(" ").append(text.printed(i));
      result.push_back(name);
    }
    return result;
  };
  EXPECT_EQ(printed(names.persons), Names{"Angela Merkel"});
  EXPECT_EQ(printed(names.places), (Names{"Berlin", "Geneva"}));
  EXPECT_EQ(printed(names.organisations), Names{"World Health Organization"});
}

TEST(Persons, InHeadlinesStandBehindTheirCountry) {
  const Read found = read("Venezuela Chavez to meet ministers", "President Hugo Chavez said so.");
  EXPECT_EQ(found.of(EntityKind::Person), Names{"Hugo Chavez"});
  EXPECT_EQ(found.mentions_of("Hugo Chavez"), (Names{"Chavez", "Hugo Chavez"}));
}

TEST(Organisations, ThatPublishTheArticleAreNotWhatItIsAbout) {
  Article article;
  article.headline = "Bank is in talks, NATO says";
  article.body = "An official told Reuters so. He told Reuters twice.";
  article.source = "Reuters";
  const NamesFound names = find_names(article, tokenise(article.headline, article.body));
  for (const Entity& entity : names.entities) {
    SCOPED_TRACE(entity.key);
    EXPECT_EQ(entity.focus, entity.key != "Reuters");
  }
  EXPECT_EQ(names.entities.size(), 2U);
}

TEST(Organisations, AreFoundByTableShapeAndAcronym) {
  const struct {
    std::string_view text;
    Names expected;
  } rows[] = {
      {"The UN and the IMF met NATO.", {"International Monetary Fund", "NATO", "United Nations"}},
      // The acronym in brackets is the same body.
      {"The International Monetary Fund (IMF) agreed.", {"International Monetary Fund"}},
      {"The Agency for Better Cities (ABC) met. ABC said so.", {"Agency for Better Cities"}},
      // The point belongs to the abbreviation, not to the name.
      {"Zzyz Holdings Inc. rose. Zzyz gained most.", {"Zzyz Holdings Inc"}},
      // A legal form alone is nobody's name.
      {"It rose, as did Inc (ZZYZ.O) and others.", {}},
      {"Shares of Macy's rose.", {"Macy's"}},
      {"Piedmont Widgets <PIW> fell.", {"Piedmont Widgets"}},
      {"The Ministry of Roads and Bridges denied it.", {"Ministry of Roads and Bridges"}},
      {"The University of Qwert and Zzyz University agreed.",
       {"University of Qwert", "Zzyz University"}},
      {"He asked the Supreme Court of India and the Wisconsin Supreme Court.",
       {"Supreme Court of India", "Wisconsin Supreme Court"}},
      {"The U.S. Department of Justice sued Ford Motor Co.",
       {"Department of Justice", "Ford Motor"}},
      {"Members of the House of Commons met Speaker John Bercow.", {"House of Commons"}},
      // Capitals matter: nobody asks the WHO who it is.
      {"Those who know us said so.", {}},
      // A company's name borne by a person is the person's.
      {"Enzo Ferrari and Michael Dell were founders.", {}},
      {"Governor Chris Christie's deputy resigned.", {}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(organisations(text), expected);
  }
}

TEST(Organisations, OfTheTableAreKnownByFormWhateverStandsAround) {
  const struct {
    std::string_view text;
    Names expected;
  } rows[] = {
      // Several words of the table are no person.
      {"Shares of Morgan Stanley rose.", {"Morgan Stanley"}},
      {"Analysts at Morgan Stanley and Goldman Sachs agreed.", {"Goldman Sachs", "Morgan Stanley"}},
      // Two, and not one.
      {"Fannie Mae and Freddie Mac fell.", {"Fannie Mae", "Freddie Mac"}},
      // What closes a company's name, or stands for it at the stock exchange, makes it sure.
      {"Windows is made by Microsoft Corp. Windows sells.", {"Microsoft"}},
      {"Its search rival is Google Inc. Yahoo has not replied.", {"Google", "Yahoo"}},
      {"Shares of Zzyz Widgets Inc ZZW.N rose.", {"Zzyz Widgets Inc"}},
  };
  for (const auto& [text, expected] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(organisations(text), expected);
    EXPECT_EQ(persons(text), Names{});
  }
}

TEST(StockSigns, AreCapitalsAPointAndTheExchange) {
  for (const std::string_view sign : {"MSFT.O", "GM.N", "0005.HK", "FRE.N"})
    EXPECT_TRUE(is_stock_sign(sign)) << sign;
  for (const std::string_view other : {"U.S.", "J.P", "Amazon.com", "A.B", "3.5", "NATO", "", ".N"})
    EXPECT_FALSE(is_stock_sign(other)) << other;
}

TEST(Organisations, ThatAreSureInOnePlaceAreTheSameInOthers) {
  const Read article = read("", "Shares of General Electric rose. GE said orders grew.");
  EXPECT_EQ(article.mentions_of("General Electric"), (Names{"General Electric", "GE"}));
}

TEST(Organisations, ThatTheArticleDoesNotTellApartAreNotWhatItIsAbout) {
  const Read article =
      read("", "The Commission met. The Commission said the Commission would vote.");
  const Entity* commission = article.entity("Commission");
  ASSERT_NE(commission, nullptr);
  EXPECT_FALSE(commission->focus);
}

TEST(Organisations, AreNamedInFullByTheirShortForms) {
  const Read article = read("Qwert gains", "Qwert Airlines Ltd rose. Shares of Qwert gained most.");
  EXPECT_EQ(article.of(EntityKind::Organisation), Names{"Qwert Airlines Ltd"});
}

TEST(Names, SalienceFollowsPlaceAndNumberOfMentions) {
  const Read article = read("Merkel names cabinet",
                            "Angela Merkel named a cabinet. Merkel chose Peter Altmaier. It met at "
                            "noon. The rest was silence. "
                            "Near the end came Sigmar Gabriel.");
  const Entity* merkel = article.entity("Angela Merkel");
  const Entity* altmaier = article.entity("Peter Altmaier");
  const Entity* gabriel = article.entity("Sigmar Gabriel");
  ASSERT_TRUE(merkel && altmaier && gabriel);
  EXPECT_GT(merkel->salience, altmaier->salience);
  EXPECT_GT(altmaier->salience, gabriel->salience);
  EXPECT_LE(merkel->salience, 1.0F);
  EXPECT_GE(gabriel->salience, 0.0F);
  EXPECT_TRUE(merkel->focus);
  EXPECT_TRUE(altmaier->focus);  // in the opening
  EXPECT_FALSE(gabriel->focus);  // once, late
  EXPECT_EQ(article.names.entities.front().key, "Angela Merkel");
}

TEST(Names, MentionsAreInTextOrderAndApart) {
  for (const std::string_view body : {
           "Hassan Rouhani met Ban Ki-moon of the United Nations. The U.N. agreed with Rouhani.",
           "",
           "Mr",
           "President",
           "The",
           "(",
           "Al de van der",
           "\"",
           "Mr Mr Mr President of of of Bank of",
           "J. K. L. M. N.",
           "\xff\xfe",
       }) {
    SCOPED_TRACE(body);
    const Read article = read(body, body);
    std::uint32_t previous = 0;
    for (const NameMention& mention : article.names.mentions) {
      EXPECT_LE(previous, mention.first_token);
      EXPECT_LT(mention.first_token, mention.last_token);
      EXPECT_LE(mention.last_token, article.text.tokens.size());
      EXPECT_LT(mention.entity, article.names.entities.size());
      previous = mention.last_token;
    }
  }
}

TEST(Names, PersonsComeFirstAndEveryEntityIsMentioned) {
  const Read article =
      read("", "The IMF and the World Bank met Christine Lagarde and Jim Kim Smith.");
  bool organisation_seen = false;
  for (std::size_t i = 0; i < article.names.entities.size(); ++i) {
    organisation_seen =
        organisation_seen || article.names.entities[i].kind == EntityKind::Organisation;
    EXPECT_TRUE(!organisation_seen || article.names.entities[i].kind == EntityKind::Organisation);
    EXPECT_FALSE(article.mentions_of(article.names.entities[i].key).empty());
  }
}

}  // namespace
}  // namespace morgue
