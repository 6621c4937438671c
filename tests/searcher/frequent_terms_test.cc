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
  EXPECT_EQ(terms.bytes(), 56U + 800U);
}

TEST(FrequentTerms, OfFewDocumentsAreReadAndNotKept) {
  const Xapian::Database database = database_of(3, {"kellwood"});
  FrequentTerms terms{12'800};
  EXPECT_EQ(terms.postings(database, "kellwood")->frequencies.size(), 3U);
  EXPECT_EQ(terms.postings(database, "nowhere")->frequencies.size(), 0U);
  EXPECT_EQ(terms.size(), 0U);
}

TEST(FrequentTerms, WhatWasNotAskedForTheLongestMakesRoom) {
  constexpr std::size_t kDocuments = 8 << 20;  // a bitmap takes 1 MB, and 64 are kept in any case
  std::vector<std::string> words;
  for (int i = 0; i < 100; ++i) words.push_back(fmt::format("word{}", i));
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
  EXPECT_EQ(terms.size(), 64U);
  EXPECT_EQ(terms.find("word1"), nullptr);
  EXPECT_NE(terms.find("word99"), nullptr);
}

}  // namespace
}  // namespace morgue
