// From columns to a model that tags what it was shown.
#include <gtest/gtest.h>

#include <sstream>

#include "corpus/error.h"
#include "indexer/tagger/tagger.h"
#include "tests/support/temp_directory.h"
#include "trainer/columns.h"
#include "trainer/crf.h"
#include "trainer/examples.h"
#include "trainer/packing.h"
#include "trainer/scoring.h"
#include "trainer/vectors.h"

namespace morgue::trainer {
namespace {

const std::vector<std::string> kKinds{"PER", "LOC", "ORG"};

class TrainerFiles : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, std::string_view text) {
    return directory_.write(name, text);
  }

  test::TempDirectory directory_;
};

constexpr std::string_view kColumns =
    "-DOCSTART- O\n"
    "\n"
    "Anna\tB-PER\n"
    "Qwert\tI-PER\n"
    "flew\tO\n"
    "to\tO\n"
    "Paris\tB-LOC\n"
    "London\tB-LOC\n"
    "\n"
    "Acme\tB-ORG\n"
    "paid\tO\n"
    "\n";

using Columns = TrainerFiles;

TEST_F(Columns, ComeBackAsTheyWere) {
  const auto documents = load_columns(write("gold", kColumns), kKinds);
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].names,
            (std::vector<TaggedSpan>{{0, 2, 0}, {4, 5, 1}, {5, 6, 1}, {6, 7, 2}}));
  std::ostringstream out;
  write_columns(out, documents[0], documents[0].names, kKinds);
  EXPECT_EQ(out.str(), kColumns);
}

TEST_F(Columns, OfTheOldKindAreReadToo) {
  // CoNLL-2003: four columns, and a name begins with I- unless it follows one of its kind.
  const auto documents = load_columns(write("old",
                                            "Anna NNP I-NP I-PER\n"
                                            "Berta NNP I-NP B-PER\n"
                                            "Open NNP I-NP I-MISC\n"
                                            "Paris NNP I-NP I-LOC\n"),
                                      kKinds);
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].names, (std::vector<TaggedSpan>{{0, 1, 0}, {1, 2, 0}, {3, 4, 1}}));
}

TEST_F(Columns, ThatAreNoneAreRefusedWithTheLine) {
  const auto file = write("bad", "Anna\tB-PER\nalone\n");
  try {
    load_columns(file, kKinds);
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(e.what(), "cannot read '" + file.string() +
                            "': line 2 has no second column; expected a token and a tag");
  }
}

TEST(SpanScores, CountOnlyWhatIsRightThroughout) {
  SpanScores scores(kKinds);
  scores.count({{0, 2, 0}, {4, 5, 1}, {6, 7, 2}}, {{0, 2, 0}, {4, 6, 1}, {6, 7, 1}, {9, 10, 2}});
  EXPECT_DOUBLE_EQ(scores.of(0).f1(), 1);
  EXPECT_DOUBLE_EQ(scores.of(1).f1(), 0);
  EXPECT_DOUBLE_EQ(scores.all().precision(), 0.25);
  EXPECT_DOUBLE_EQ(scores.all().recall(), 1.0 / 3);
}

LabelledDocument document(std::vector<std::string> words, std::vector<TaggedSpan> names) {
  LabelledDocument document{std::move(words), {}, std::move(names)};
  document.sentence_start.assign(document.words.size(), false);
  document.sentence_start[0] = true;
  return document;
}

std::vector<LabelledDocument> lessons() {
  return {document({"Anna", "Qwert", "flew", "to", "Paris", "."}, {{0, 2, 0}, {4, 5, 1}}),
          document({"Berta", "Zzyz", "flew", "to", "Rome", "."}, {{0, 2, 0}, {4, 5, 1}}),
          document({"In", "Rome", ",", "Acme", "Inc", "paid", "Anna", "Zzyz", "."},
                   {{1, 2, 1}, {3, 5, 2}, {6, 8, 0}}),
          document({"Yoyo", "Inc", "paid", "nobody", "."}, {{0, 2, 2}})};
}

Tagger taught(std::vector<Example> examples) {
  TrainingOptions options;
  options.least_count = 1;
  const Weights weights = train_crf(examples, kKinds.size(), options);
  return Tagger(std::make_shared<const TaggerTable>(pack(weights, kKinds, {}, 0.01F, 0, {})));
}

TEST(Trainer, TeachesWhatItIsShownAndWhatIsLikeIt) {
  const WordClusters clusters;
  ExampleMaker maker(clusters, {});
  std::vector<Example> examples;
  for (const LabelledDocument& lesson : lessons()) maker.append(lesson, 0, {}, examples);
  Tagger tagger = taught(std::move(examples));
  for (const LabelledDocument& lesson : lessons())
    EXPECT_EQ(tagger.tag(maker.tokens_of(lesson)), lesson.names) << lesson.words.front();
  const LabelledDocument unseen = document({"Carla", "Qwert", "flew", "to", "Bonn", "."}, {});
  EXPECT_EQ(tagger.tag(maker.tokens_of(unseen)), (std::vector<TaggedSpan>{{0, 2, 0}, {4, 5, 1}}));
}

TEST(Trainer, GivesTheSameModelForTheSameSeed) {
  const WordClusters clusters;
  const auto train = [&] {
    ExampleMaker maker(clusters, {});
    std::vector<Example> examples;
    for (const LabelledDocument& lesson : lessons()) maker.append(lesson, 0, {}, examples);
    return encode_tagger_model(pack(train_crf(examples, kKinds.size(), {}), kKinds, {}, 0, 0, {}));
  };
  EXPECT_EQ(train(), train());
}

TEST(Trainer, LeavesWhatIsAGuestsOwnOutOfTheModel) {
  const WordClusters clusters;
  ExampleMaker maker(clusters, {});
  std::vector<Example> host;
  std::vector<Example> guest;
  maker.append(lessons()[0], 0, {}, host);
  EXPECT_TRUE(maker.guest_features().empty());
  maker.append(lessons()[0], 1, {}, guest);
  EXPECT_GT(guest[0].features.size(), host[0].features.size());
  const Weights weights = train_crf(guest, kKinds.size(), {});
  for (const Feature feature : pack(weights, kKinds, {}, 0, 0, maker.guest_features()).features)
    EXPECT_FALSE(maker.guest_features().contains(feature));
}

TEST(Trainer, ShowsChosenSentencesInCapitals) {
  LabelledDocument two = document({"Élan", "won", "Anna", "lost"}, {{0, 1, 2}, {2, 3, 0}});
  two.sentence_start[2] = true;
  EXPECT_EQ(in_capitals(two, {true, false}).words,
            (std::vector<std::string>{"ÉLAN", "WON", "Anna", "lost"}));
}

using Vectors = TrainerFiles;

TEST_F(Vectors, ThatPointTheSameWayShareACluster) {
  const WordVectors vectors =
      load_word_vectors(write("vectors.json",
                              R"({"dimensions": 2, "words": ["a", "b", "c", "d", "rare"],
                "vectors": {"a": [1, 0, 1, 0], "b": [0, 2, 2, 1], "c": [3, 0.1, 3, 2],
                            "rare": [1, 1, 1, 4], "d": [0.1, 1, 1, 3]}})"),
                        4);
  EXPECT_EQ(vectors.words, (std::vector<std::string>{"a", "b", "c", "d"}));
  const auto clusters = cluster_words(vectors, 2, 5, 1);
  EXPECT_EQ(clusters[0], clusters[2]);
  EXPECT_EQ(clusters[1], clusters[3]);
  EXPECT_NE(clusters[0], clusters[1]);
}

TEST_F(Vectors, ThatCannotBeReadAreAnError) {
  EXPECT_THROW(load_word_vectors(write("bad.json", "{\"dimensions\": 2"), 4), Error);
  EXPECT_THROW(load_word_vectors("/nonexistent.json", 4), Error);
}

}  // namespace
}  // namespace morgue::trainer
