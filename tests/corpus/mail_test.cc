#include "corpus/readers/mail.h"

#include <gtest/gtest.h>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

constexpr std::string_view kHeader =
    "Return-Path: <bounce@lists.herald.example>\n"
    "Received: from mx.herald.example by mail.reader.example; Mon, 19 Dec 2016 13:06:01 +0000\n"
    "From: \"Herald Morning Briefing\" <briefing@herald.example>\n"
    "To: reader@reader.example\n"
    "Subject: Tram line opens\n"
    "Date: Mon, 19 Dec 2016 14:05:00 +0100 (CET)\n"
    "Message-ID: <7@herald.example>\n"
    "MIME-Version: 1.0\n";

std::string message(std::string_view rest, std::string_view header = kHeader) {
  return std::string(header) + std::string(rest);
}

std::string plain(std::string_view text) {
  return message("Content-Type: text/plain; charset=utf-8\n\n" + std::string(text));
}

Collected read_message(std::string_view bytes) {
  Collected collected;
  read_mail(bytes, file_named("mail/7.eml"), collected.sink());
  return collected;
}

Article article_of_message(std::string_view bytes) {
  const Collected collected = read_message(bytes);
  for (const Skipped& skipped : collected.skipped) ADD_FAILURE() << skipped.detail;
  EXPECT_EQ(collected.articles.size(), 1u);
  return collected.articles.empty() ? Article{} : collected.articles.front();
}

TEST(MailReader, ReadsAPlainMessageAsAnArticle) {
  const Article article = article_of_message(plain(
      "By Anna Verbeek\n\nŁÓDŹ (Halyard) – The first tram left on Monday.\n\nCrowds came.\n"));
  EXPECT_EQ(article.id, "mail/7.eml");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(article.source, "Herald Morning Briefing");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "ŁÓDŹ");
  EXPECT_EQ(article.body, "The first tram left on Monday.\n\nCrowds came.");
}

TEST(MailReader, DecodesSubjectsAndTakesTheirPrefixesOff) {
  const struct {
    std::string_view subject;
    std::string_view headline;
  } rows[] = {
      {"Tram line opens", "Tram line opens"},
      {"=?utf-8?B?xYHDs2TFuiB0cmFtcw==?=", "Łódź trams"},
      {"=?iso-8859-2?Q?=A3=F3d=BC?= =?utf-8?q?_trams?=", "Łódź trams"},
      {"Caf\xE9s open", "Cafés open"},  // neither encoded nor UTF-8
      {"Re: Fwd: [herald-list] Tram line opens", "Tram line opens"},
      {"RE[2]: AW: Tram line opens", "Tram line opens"},
      {"PRESS RELEASE: Tram line opens", "Tram line opens"},
      {"Re: ", "Re:"},
      {"Tram line\n opens at last", "Tram line opens at last"},  // folded
      {"Regret: a tram", "Regret: a tram"},
  };
  for (const auto& [subject, headline] : rows) {
    SCOPED_TRACE(headline);
    const Article article = article_of_message(
        "From: a@herald.example\nSubject: " + std::string(subject) + "\n\nThe tram left.\n");
    EXPECT_EQ(article.headline, headline);
  }
}

TEST(MailReader, NamesTheSenderAsSourceElseTheDomain) {
  const struct {
    std::string_view from;
    std::string_view source;
  } rows[] = {
      {"\"The Herald, Oddmouth\" <news@herald.example>", "The Herald, Oddmouth"},
      {"=?utf-8?Q?Gazeta_=C5=81=C3=B3dzka?= <g@gazeta.example>", "Gazeta Łódzka"},
      {"news@Herald.example", "herald.example"},
      {"\"news@herald.example\" <news@herald.example>", "herald.example"},
      {"", ""},
  };
  for (const auto& [from, source] : rows) {
    SCOPED_TRACE(from);
    const Article article =
        article_of_message("From: " + std::string(from) + "\nSubject: Tram\n\nThe tram left.\n");
    EXPECT_EQ(article.source, source);
  }
}

TEST(MailReader, TakesTheAddressOfTheMessageOnTheWeb) {
  const struct {
    std::string_view header;
    std::string_view url;
  } rows[] = {
      {"Archived-At: <https://lists.herald.example/7>\n", "https://lists.herald.example/7"},
      {"X-URL: http://herald.example/trams\n", "http://herald.example/trams"},
      {"List-Archive: <https://lists.herald.example/>\nArchived-At: "
       "<https://lists.herald.example/7>\n",
       "https://lists.herald.example/7"},
      {"List-Archive: <mailto:archive@herald.example>\n", ""},
  };
  for (const auto& [header, url] : rows) {
    SCOPED_TRACE(header);
    EXPECT_EQ(article_of_message(message(std::string(header) + "\nThe tram left.\n")).url, url);
  }
}

TEST(MailReader, UndoesTransferEncodingsAndCharsets) {
  const struct {
    std::string_view part;
    std::string_view body;
  } rows[] = {
      {"Content-Type: text/plain; charset=iso-8859-2\nContent-Transfer-Encoding: "
       "quoted-printable\n\nThe trams of =A3=F3d=BC are =\nlate.\n",
       "The trams of Łódź are late."},
      {"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
       "VGhlIHRyYW1zIG9mIMWBw7Nk\nxbogYXJlIGxhdGUuCg==\n",
       "The trams of Łódź are late."},
      {"Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: 8bit\n\n"
       "\x93"
       "Caf\xE9s\x94 open.\n",
       "“Cafés” open."},
      {"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1B$B8E$\x24\x1B(B tram.\n",
       "古い tram."},
      // Unknown charset, broken base64: as much as there is.
      {"Content-Type: text/plain; charset=x-none\n\nThe tram left.\n", "The tram left."},
  };
  for (const auto& [part, body] : rows) {
    SCOPED_TRACE(part);
    EXPECT_EQ(article_of_message(message(part)).body, body);
  }
}

TEST(MailReader, RejoinsTextThatFlows) {
  const Article article = article_of_message(
      message("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n"
              "The first tram of the new line left the depot on Mon\n"
              "day, and \n most \n of the town had come.\n"
              "\n From the depot it went on.\n\n> Quoted \n> before.\n-- \nThe Herald\n"));
  EXPECT_EQ(article.body,
            "The first tram of the new line left the depot on Mon day, andmostof the town had "
            "come.\n\nFrom the depot it went on.");
}

TEST(MailReader, DropsQuotesSignaturesAndUnsubscribeLines) {
  const Article article = article_of_message(
      plain("View this email in your browser\nhttps://herald.example/7\n\n"
            "OSLO (Halyard) - The tram left.\n\n"
            "On Sunday, 18 Dec 2016, Tom Oduya\n<tom@herald.example> wrote:\n"
            "> When does it leave?\n>> Who asks?\n\n"
            "It left at nine. Readers may now unsubscribe from the ferry.\n\n"
            "You are receiving this email because you are\na reader of The Herald.\n\n"
            "Click here to unsubscribe: https://herald.example/u\n"
            "-- \nAnna Verbeek\nThe Herald\n"));
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.body,
            "The tram left.\n\nIt left at nine. Readers may now unsubscribe from the ferry.");
}

TEST(MailReader, KeepsWhatIsAllQuotedAndWhatIsForwarded) {
  EXPECT_EQ(article_of_message(plain("> The tram left.\n>\n> Crowds came.\n")).body,
            "The tram left.\n\nCrowds came.");
  EXPECT_EQ(article_of_message(plain("---------- Forwarded message ---------\nFrom: Tom "
                                     "<tom@herald.example>\nDate: Mon, 19 Dec 2016\nSubject: "
                                     "Trams\nTo: <a@b.example>\n\nThe tram left.\n"))
                .body,
            "The tram left.");
}

constexpr std::string_view kPage =
    "<html><head><title>Tram line opens</title></head><body><table><tr><td>"
    "<p><a href=x>View in browser</a></p>"
    "<p>The first tram left on Monday, and most of the town had come to see it off.</p>"
    "<p>The line took nine years to build, which is twice as long as had been planned.</p>"
    "<p>It runs from the depot to the harbour, and from there to the old mills in the west.</p>"
    "<p>You are receiving this email because you subscribed to the briefing.</p>"
    "</td></tr></table></body></html>";

TEST(MailReader, ReadsThePageOfANewsletterAndNotItsAttachments) {
  const Article article = article_of_message(
      message("Content-Type: multipart/mixed; boundary=out\n\n--out\n"
              "Content-Type: multipart/alternative; boundary=in\n\n--in\n"
              "Content-Type: text/plain\n\nThe tram left.\n\n--in\n"
              "Content-Type: text/html; charset=utf-8\n\n" +
              std::string(kPage) +
              "\n--in--\n--out\nContent-Type: text/plain\nContent-Disposition: attachment; "
              "filename=a.txt\n\nMinutes of a meeting.\n--out--\n"));
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.source, "Herald Morning Briefing");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(article.body,
            "The first tram left on Monday, and most of the town had come to see it off.\n\n"
            "The line took nine years to build, which is twice as long as had been planned.\n\n"
            "It runs from the depot to the harbour, and from there to the old mills in the west.");
}

TEST(MailReader, FindsBylineAndDatelineBelowAHeadlineThatIsNotTheSubject) {
  const Article article = article_of_message(
      plain("PRESS RELEASE\n\nFirst tram leaves the depot at last\nBy Anna Verbeek\n\n"
            "OSLO, Dec 19 (Halyard) - The tram left.\n\nCrowds came.\n"));
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "OSLO");
  EXPECT_EQ(article.body, "First tram leaves the depot at last\n\nThe tram left.\n\nCrowds came.");
}

TEST(MailReader, ReadsTheMessageThatIsAttachedToAnEmptyOne) {
  const Article article = article_of_message(
      message("Content-Type: multipart/mixed; boundary=out\n\n--out\n"
              "Content-Type: message/rfc822\n\nSubject: Trams\n\nThe tram left.\n--out--\n"));
  EXPECT_EQ(article.body, "The tram left.");
}

TEST(MailReader, ReadsASavedPageAndDoesNotTakeTheDayOfSavingForItsDate) {
  const Article article = article_of_message(
      "From: <Saved by Blink>\n"
      "Snapshot-Content-Location: https://herald.example/trams\n"
      "Subject: Tram line opens\nDate: Mon, 7 Jan 2019 14:05:00 -0000\nMIME-Version: 1.0\n"
      "Content-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\n"
      "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n"
      "Content-Location: https://herald.example/trams\n\n"
      "<html><head><title>Tram line opens</title><meta name=3D\"article:published_time\"></head>"
      "<body><article><h1>Tram line opens</h1><p>The first tram left on Monday, and most of the =\n"
      "town had come to see it off.</p><p>The line took nine years to build.</p></article></body>"
      "</html>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
      "--b--\n");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(article.url, "https://herald.example/trams");
  EXPECT_EQ(published_of(article), "none");
  EXPECT_EQ(article.source, "herald.example");  // of the page, not the browser
  EXPECT_EQ(article.body,
            "The first tram left on Monday, and most of the town had come to see it off.\n\nThe "
            "line took nine years to build.");
}

TEST(MailReader, SaysWhyThereIsNoArticle) {
  EXPECT_EQ(read_message("\n\n").skipped.at(0).reason, SkipReason::Empty);
  EXPECT_EQ(read_message("From: a@b.example\nContent-Type: image/png\n\nx\n").skipped.at(0).reason,
            SkipReason::NoText);
}

TEST(MailReader, EndsWithPartsInPartsInParts) {
  std::string bytes = message("");
  for (int i = 0; i < 3000; ++i) {
    const std::string name = "b" + std::to_string(i);
    bytes += "Content-Type: multipart/mixed; boundary=" + name + "\n\n--" + name + "\n";
  }
  bytes += "Content-Type: text/plain\n\nThe tram left.\n";
  EXPECT_EQ(article_of_message(bytes).headline, "Tram line opens");
}

constexpr std::string_view kMailbox =
    "From anna@herald.example Mon Dec 19 14:05:00 2016\n"
    "From: Anna Verbeek <anna@herald.example>\nSubject: Trams\nMessage-ID: <1@herald.example>\n\n"
    "The tram left.\n\n>From the depot it went on.\n>>From afar.\nFrom here it did not.\n\n"
    "From - Tue Dec 20 09:00:00 2016\n"
    "From: tom@herald.example\nSubject: Ferry\n\nThe ferry was late.\n\n"
    "From all this it is clear that Mon Dec 19 was a day.\n";

TEST(MailboxReader, ReadsOneMessageAfterTheOther) {
  const Collected collected = read_stream(read_mbox, std::string(kMailbox), "mail/in.mbox");
  EXPECT_TRUE(collected.skipped.empty());
  ASSERT_EQ(collected.articles.size(), 2u);
  EXPECT_EQ(collected.articles[0].id, "mail/in.mbox/1@herald.example");
  EXPECT_EQ(collected.articles[0].line, 1u);
  EXPECT_EQ(collected.articles[0].body,
            "The tram left.\n\nFrom the depot it went on. From afar. From here it did not.");
  EXPECT_EQ(collected.articles[1].id, "mail/in.mbox/2");
  EXPECT_EQ(collected.articles[1].line, 12u);
  EXPECT_EQ(collected.articles[1].body,
            "The ferry was late.\n\nFrom all this it is clear that Mon Dec 19 was a day.");
}

TEST(MailboxReader, ReportsAMessageOverTheLimitAndGoesOn) {
  std::string bytes =
      "From a@b.example Mon Dec 19 14:05:00 2016\nSubject: Long\n\n" + std::string(900, 'x') +
      "\n\nFrom a@b.example Mon Dec 19 14:06:00 2016\nSubject: Short\n\nThe tram left.\n";
  const Collected collected = read_stream(read_mbox, bytes, "in.mbox", {500, 64});
  ASSERT_EQ(collected.skipped.size(), 1u);
  EXPECT_EQ(collected.skipped[0].reason, SkipReason::TooLarge);
  EXPECT_EQ(collected.skipped[0].line, 1u);
  ASSERT_EQ(collected.articles.size(), 1u);
  EXPECT_EQ(collected.articles[0].headline, "Short");
}

TEST(MailboxReader, SaysWhenThereIsNoMessage) {
  const Collected collected = read_stream(read_mbox, "The tram left.\n", "in.mbox");
  ASSERT_EQ(collected.skipped.size(), 1u);
  EXPECT_EQ(collected.skipped[0].reason, SkipReason::NoText);
}

TEST(MailReader, IsKnownByItsHeader) {
  EXPECT_TRUE(looks_like_mail(kHeader));
  EXPECT_TRUE(looks_like_mail(plain("Text")));
  EXPECT_TRUE(
      looks_like_mail("From: <Saved by Blink>\r\nSubject: Trams\r\nMIME-Version: 1.0\r\n"
                      "Content-Type: multipart/related; boundary=b\r\n\r\n"));
  EXPECT_TRUE(looks_like_mail(
      "From: a@b.example\nDate: Mon, 19 Dec 2016 14:05:00 +0100\nSubject: Trams\n\nText\n"));
  for (const std::string_view text : {
           "",
           "Tram line opens\n\nThe tram left.\n",
           "Date: 19 December 2016\nSource: The Herald\nBy: Anna Verbeek\n\nThe tram left.\n",
           "Headline: Trams\nDate: Mon, 19 Dec 2016 14:05\nFrom: Anna Verbeek\nSubject: Trams\n\nA",
           "From: The Herald\nDate: 19 December 2016\nSubject: Trams\nTo: all\n\nThe tram left.\n",
           "Tram line opens\nFrom: a@b.example\nMessage-ID: <1@b>\nMIME-Version: 1.0\n\n",
           "HTTP/1.1 200 OK\nDate: Mon, 19 Dec 2016 14:05:00 GMT\nContent-Type: text/html\n\n",
           "Content-Type: text/html\nDate: Mon, 19 Dec 2016 14:05:00 GMT\n\n<html>",
           "{\"From\": \"a@b.example\"}\n",
       }) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(looks_like_mail(text));
  }
}

TEST(MailboxReader, IsKnownByItsSeparator) {
  EXPECT_TRUE(looks_like_mbox(kMailbox));
  EXPECT_TRUE(looks_like_mbox("From 12@xxx Mon Dec 19 14:05:00 +0000 2016\r\nX-GM-THRID: 7\r\n"));
  EXPECT_FALSE(looks_like_mbox("From Oslo by tram\n\nThe tram left.\n"));
  EXPECT_FALSE(looks_like_mbox("From Mon Dec 19 2016 on, trams leave at 14:05\n\nThey do.\n"));
  EXPECT_FALSE(looks_like_mbox(kHeader));
}

}  // namespace
}  // namespace morgue
