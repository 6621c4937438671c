// Which posting lists are kept, what of them, and that there is an end to it.
#include "searcher/frequent_terms.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

/// A database in memory in which document n of `documents` has each word (n % 300 + 1) times.
Xapian::WritableDatabase database_of(Xapian::docid documents,
                                     const std::vector<std::string>& words) {
  Xapian::WritableDatabase database{std::string{}, Xapian::DB_BACKEND_INMEMORY};
  for (Xapian::docid number = 1; number <= documents; ++number) {
    Xapian::Document document;
    for (const std::string& word : words) document.add_term(word, number % 300 + 1);
    database.add_document(document);
  }
  return database;
}

TEST(FrequentTerms, AreThoseOfMoreThanOneDocumentIn128) {
  const FrequentTerms terms{12'800};
  EXPECT_FALSE(terms.is_frequent(100));
  EXPECT_TRUE(terms.is_frequent(101));
}

TEST(FrequentTerms, AreKeptWithWhereAndHowOftenTheyAre) {
  const Xapian::Database database = database_of(400, {"oil"});
  FrequentTerms terms{401};
  EXPECT_EQ(terms.find("oil"), nullptr);
  const auto read = terms.postings(database, "oil");
  ASSERT_EQ(read->frequencies.size(), 400U);
  EXPECT_EQ(read->documents.count(), 400U);
  EXPECT_FALSE(read->documents.contains(0));
  EXPECT_EQ(read->frequencies[0], 2);
  EXPECT_EQ(read->frequencies[298], 300);
  EXPECT_EQ(terms.find("oil"), read);
  EXPECT_EQ(terms.postings(database, "oil"), read);
  EXPECT_EQ(terms.bytes(), 56U + 800U + 7U * 6U);
}

TEST(FrequentTerms, SayOfEachWordOfTheBitmapWhereItBeginsAndItsHighest) {
  Xapian::WritableDatabase database = database_of(400, {"oil"});
  for (Xapian::docid number = 64; number < 128; ++number) database.delete_document(number);
  const TermPostings postings{database, "oil", 401};
  ASSERT_EQ(postings.highest.size(), 7U);
  EXPECT_EQ(postings.highest[0], 64);  // of document 63
  EXPECT_EQ(postings.highest[1], 0);
  EXPECT_EQ(postings.highest[2], 192);
  EXPECT_EQ(postings.highest[4], 300);  // of 299
  EXPECT_EQ(postings.first_ranks[2], 63U);
  EXPECT_EQ(postings.frequencies[postings.first_ranks[2]], 129);
}

TEST(FrequentTerms, OfFewDocumentsAreReadAndNotKept) {
  const Xapian::Database database = database_of(3, {"kellwood"});
  FrequentTerms terms{12'800};
  EXPECT_EQ(terms.postings(database, "kellwood")->frequencies.size(), 3U);
  EXPECT_EQ(terms.postings(database, "nowhere")->frequencies.size(), 0U);
  EXPECT_EQ(terms.size(), 0U);
}

TEST(FrequentTerms, WhatWasNotAskedForTheLongestMakesRoom) {
  constexpr std::size_t kDocuments = 200'000;  // room for 80 MB, and a term takes 44 KB
  std::vector<std::string> words;
  for (int i = 0; i < 2'000; ++i) words.push_back(fmt::format("word{}", i));
  Xapian::WritableDatabase database{std::string{}, Xapian::DB_BACKEND_INMEMORY};
  for (const std::string& word : words) {
    Xapian::Document document;
    document.add_term(word);
    for (Xapian::docid number = 0; number < 2; ++number) database.add_document(document);
  }
  FrequentTerms terms{kDocuments, 1};
  for (const std::string& word : words) {
    terms.postings(database, word);
    EXPECT_NE(terms.find("word0"), nullptr) << word;
  }
  EXPECT_LT(terms.size(), 2'000U);
  EXPECT_GT(terms.size(), 1'700U);
  EXPECT_LE(terms.bytes(), 80'000'000U);
  EXPECT_EQ(terms.find("word1"), nullptr);
  EXPECT_NE(terms.find("word1999"), nullptr);
}

}  // namespace
}  // namespace morgue
