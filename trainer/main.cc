// The command line of the trainer: makes the model that the program ships with, and measures
// models. Not part of the user's program.
#include <boost/program_options.hpp>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

#include "corpus/error.h"
#include "indexer/tagger/tagger.h"
#include "trainer/columns.h"
#include "trainer/crf.h"
#include "trainer/examples.h"
#include "trainer/packing.h"
#include "trainer/scoring.h"
#include "trainer/vectors.h"

namespace morgue::trainer {
namespace {

namespace po = boost::program_options;

constexpr std::string_view kUsage =
    "usage: morgue-train clusters VECTORS.json [--words N]          clusters of words, on standard "
    "output\n"
    "       morgue-train train --model OUT --clusters FILE COLUMNS[*TIMES]...\n"
    "       morgue-train tag --model FILE COLUMNS...               tagged columns, on standard "
    "output\n"
    "       morgue-train evaluate --model FILE COLUMNS...          strict span F1\n"
    "       morgue-train compare GOLD TAGGED                       the same of any tagger's "
    "columns\n"
    "COLUMNS: token and BIO tag on a line, as of CoNLL-2003. The first file sets the conventions;\n"
    "the others are guests, which may differ from them.";

std::string read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error("cannot read '" + file + "': is the path right?");
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  return parts;
}

std::vector<bool> chosen_sentences(const LabelledDocument& document, double share,
                                   std::mt19937_64& random) {
  std::vector<bool> chosen;
  for (std::size_t i = 0; i < document.words.size(); ++i)
    if (i == 0 || document.sentence_start[i])
      chosen.push_back(static_cast<double>(random() % 1000) < share * 1000);
  return chosen;
}

struct CorpusFile {
  std::string path;
  std::size_t times = 1;
};

CorpusFile corpus_file(const std::string& argument) {
  const std::size_t star = argument.rfind('*');
  if (star == std::string::npos) return {argument, 1};
  return {argument.substr(0, star), std::stoul(argument.substr(star + 1))};
}

void train(const po::variables_map& options, const std::vector<std::string>& files) {
  const std::vector<std::string> kinds = split(options["kinds"].as<std::string>());
  if (kinds.empty() || kinds.size() > kMostKinds)
    throw UsageError("--kinds takes 1 to " + std::to_string(kMostKinds) + " kinds of names");
  const std::string without = options["without"].as<std::string>();
  const Ablation with{without.find("clusters") == std::string::npos,
                      without.find("document") == std::string::npos,
                      without.find("tables") == std::string::npos};
  const WordClusters clusters = load_clusters(options["clusters"].as<std::string>());
  ExampleMaker maker(clusters, with);
  std::vector<Example> examples;
  std::mt19937_64 random(options["seed"].as<std::uint64_t>());
  const double share = options["capitals"].as<double>();
  for (std::uint32_t corpus = 0; corpus < files.size(); ++corpus) {
    const CorpusFile file = corpus_file(files[corpus]);
    for (const LabelledDocument& document : load_columns(file.path, kinds)) {
      for (std::size_t time = 0; time < file.times; ++time)
        maker.append(document, corpus, {}, examples);
      const std::vector<bool> chosen = chosen_sentences(document, share, random);
      maker.append(in_capitals(document, chosen), corpus, chosen, examples);
    }
  }
  TrainingOptions training;
  training.epochs = options["epochs"].as<std::size_t>();
  training.dropout = options["dropout"].as<float>();
  training.rate = options["rate"].as<float>();
  training.l2 = options["l2"].as<float>();
  training.seed = options["seed"].as<std::uint64_t>();
  training.runs = options["runs"].as<std::size_t>();
  training.verbose = true;
  const Weights weights = train_crf(examples, kinds.size(), training);
  const TaggerModel model =
      pack(weights, kinds, with.clusters ? clusters : WordClusters{}, options["least"].as<float>(),
           options["boldness"].as<float>(), maker.guest_features());
  const std::string bytes = encode_tagger_model(model);
  std::ofstream out(options["model"].as<std::string>(), std::ios::binary);
  out << bytes;
  if (!out.flush())
    throw Error("cannot write '" + options["model"].as<std::string>() + "': is there room?");
  std::cerr << model.features.size() << " features kept, " << bytes.size() << " bytes\n";
}

struct Loaded {
  std::vector<std::string> kinds;
  Tagger tagger;
};

Loaded load_model(const std::string& file) {
  auto table = std::make_shared<const TaggerTable>(decode_tagger_model(read_file(file), file));
  std::vector<std::string> kinds = table->model().kinds;
  return {std::move(kinds), Tagger(std::move(table))};
}

void tag(const po::variables_map& options, const std::vector<std::string>& files) {
  Loaded model = load_model(options["model"].as<std::string>());
  const WordClusters unused;
  const ExampleMaker maker(unused, {});
  for (const std::string& file : files)
    for (const LabelledDocument& document : load_columns(file, model.kinds))
      write_columns(std::cout, document, model.tagger.tag(maker.tokens_of(document)), model.kinds);
}

void evaluate(const po::variables_map& options, const std::vector<std::string>& files) {
  Loaded model = load_model(options["model"].as<std::string>());
  const WordClusters unused;
  const ExampleMaker maker(unused, {});
  for (const std::string& file : files) {
    SpanScores scores(model.kinds);
    for (const LabelledDocument& document : load_columns(file, model.kinds))
      scores.count(document.names, model.tagger.tag(maker.tokens_of(document)));
    std::cout << file << '\n';
    scores.print(std::cout);
  }
}

void compare(const po::variables_map& options, const std::vector<std::string>& files) {
  if (files.size() != 2) throw UsageError("compare takes two files: GOLD and TAGGED");
  const std::vector<std::string> kinds = split(options["kinds"].as<std::string>());
  const auto gold = load_columns(files[0], kinds);
  const auto tagged = load_columns(files[1], kinds);
  SpanScores scores(kinds);
  for (std::size_t i = 0; i < gold.size() && i < tagged.size(); ++i) {
    if (gold[i].words != tagged[i].words)
      throw Error("cannot compare '" + files[0] + "' and '" + files[1] + "': document " +
                  std::to_string(i + 1) + " has other tokens");
    scores.count(gold[i].names, tagged[i].names);
  }
  if (gold.size() != tagged.size())
    throw Error("cannot compare '" + files[0] + "' and '" + files[1] +
                "': they have different numbers of documents");
  scores.print(std::cout);
}

void clusters(const po::variables_map& options, const std::vector<std::string>& files) {
  const WordVectors vectors = load_word_vectors(files.at(0), options["words"].as<std::size_t>());
  constexpr std::size_t kRounds = 10;
  std::vector<std::vector<std::uint16_t>> clusterings;
  for (const std::size_t k : {64U, 256U, 1000U, 2500U})
    clusterings.push_back(cluster_words(vectors, k, kRounds, k));
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    std::cout << vectors.words[i];
    for (const std::vector<std::uint16_t>& ids : clusterings) std::cout << '\t' << ids[i];
    std::cout << '\n';
  }
}

int run(int argc, char** argv) {
  po::options_description options;
  options.add_options()                                                                  //
      ("model", po::value<std::string>(), "")                                            //
      ("clusters", po::value<std::string>(), "")                                         //
      ("kinds", po::value<std::string>()->default_value("PER,LOC,ORG"), "")              //
      ("without", po::value<std::string>()->default_value(""), "")                       //
      ("words", po::value<std::size_t>()->default_value(120000), "")                     //
      ("epochs", po::value<std::size_t>()->default_value(TrainingOptions{}.epochs), "")  //
      ("dropout", po::value<float>()->default_value(TrainingOptions{}.dropout), "")      //
      ("rate", po::value<float>()->default_value(TrainingOptions{}.rate), "")            //
      ("l2", po::value<float>()->default_value(TrainingOptions{}.l2), "")                //
      ("least", po::value<float>()->default_value(0.05F), "")                            //
      ("boldness", po::value<float>()->default_value(0.5F), "")                          //
      ("capitals", po::value<double>()->default_value(0.3), "")                          //
      ("seed", po::value<std::uint64_t>()->default_value(1), "")                         //
      ("runs", po::value<std::size_t>()->default_value(TrainingOptions{}.runs), "")      //
      ("argument", po::value<std::vector<std::string>>(), "");
  po::positional_options_description positional;
  positional.add("argument", -1);
  po::variables_map values;
  po::store(po::command_line_parser(argc, argv).options(options).positional(positional).run(),
            values);
  po::notify(values);
  if (values.count("argument") == 0) throw UsageError(std::string(kUsage));
  auto files = values["argument"].as<std::vector<std::string>>();
  const std::string command = files.front();
  files.erase(files.begin());
  if (files.empty()) throw UsageError(std::string(kUsage));
  if (command == "clusters") {
    clusters(values, files);
    return 0;
  }
  if (command == "compare") {
    compare(values, files);
    return 0;
  }
  if (values.count("model") == 0) throw UsageError("--model is missing\n" + std::string(kUsage));
  if (command == "train") {
    if (values.count("clusters") == 0) throw UsageError("--clusters is missing");
    train(values, files);
  } else if (command == "tag") {
    tag(values, files);
  } else if (command == "evaluate") {
    evaluate(values, files);
  } else {
    throw UsageError("there is no command '" + command + "'\n" + std::string(kUsage));
  }
  return 0;
}

}  // namespace
}  // namespace morgue::trainer

int main(int argc, char** argv) {
  try {
    return morgue::trainer::run(argc, argv);
  } catch (const morgue::UsageError& e) {
    std::cerr << "morgue-train: " << e.what() << '\n';
    return 2;
  } catch (const boost::program_options::error& e) {
    std::cerr << "morgue-train: " << e.what() << '\n';
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "morgue-train: " << e.what() << '\n';
    return 1;
  }
}
