#include "indexer/tagger/model.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "corpus/error.h"

namespace morgue {
namespace {

constexpr std::string_view kMagic = "MORGUETG";

class Writer {
 public:
  template <typename Number>
  void number(Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xffU);
  }
  std::string bytes;
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& cannot) : bytes_(bytes), cannot_(cannot) {}

  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) throw Error(cannot_ + "it is cut off; install morgue again");
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  template <typename Number>
  Number number() {
    const std::string_view taken = take(sizeof(Number));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(taken[i])) << (8 * i);
    return static_cast<Number>(value);
  }

  /// Checked before memory is asked for.
  void require(std::uint64_t count, std::size_t size) const {
    if (count > bytes_.size() / size) throw Error(cannot_ + "it is cut off; install morgue again");
  }
  bool at_end() const { return bytes_.empty(); }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
  const std::string& cannot_;
};

void read_kinds(Reader& in, std::uint32_t count, TaggerModel& model) {
  for (std::uint32_t kind = 0; kind < count; ++kind) {
    std::string name(in.take(4));
    name.resize(std::min(name.find('\0'), name.size()));
    model.kinds.push_back(std::move(name));
  }
}

void read_clusters(Reader& in, std::uint32_t count, WordClusters& clusters) {
  in.require(count, sizeof(Feature) + sizeof(ClusterIds));
  clusters.words.reserve(count);
  clusters.ids.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) clusters.words.push_back(in.number<Feature>());
  for (std::uint32_t i = 0; i < count; ++i) {
    ClusterIds& ids = clusters.ids.emplace_back();
    for (std::uint16_t& id : ids) id = in.number<std::uint16_t>();
  }
}

void read_weights(Reader& in, std::uint32_t count, TaggerModel& model) {
  const std::size_t lanes = model.tags() - 1;
  in.require(count, sizeof(Feature) + lanes);
  model.features.reserve(count);
  model.weights.assign(count, TagWeights{});
  for (std::uint32_t i = 0; i < count; ++i) model.features.push_back(in.number<Feature>());
  for (TagWeights& weights : model.weights)
    std::memcpy(weights.data(), in.take(lanes).data(), lanes);
}

}  // namespace

std::string encode_tagger_model(const TaggerModel& model) {
  Writer out;
  out.number(static_cast<std::uint32_t>(model.kinds.size()));
  out.number(static_cast<std::uint32_t>(model.clusters.words.size()));
  out.number(static_cast<std::uint32_t>(model.features.size()));
  out.number(std::bit_cast<std::uint32_t>(model.scale));
  for (const std::string& kind : model.kinds) {
    std::string padded = kind;
    padded.resize(4, '\0');
    out.bytes += padded;
  }
  for (std::size_t before = 0; before < model.tags(); ++before)
    for (std::size_t after = 0; after < model.tags(); ++after)
      out.number(model.transitions[before][after]);
  for (const Feature word : model.clusters.words) out.number(word);
  for (const ClusterIds& ids : model.clusters.ids)
    for (const std::uint16_t id : ids) out.number(id);
  for (const Feature feature : model.features) out.number(feature);
  for (const TagWeights& weights : model.weights)
    for (std::size_t lane = 0; lane + 1 < model.tags(); ++lane) out.number(weights[lane]);

  Writer head;
  head.bytes = kMagic;
  head.number(kTaggerModelVersion);
  head.number(static_cast<std::uint64_t>(XXH3_64bits(out.bytes.data(), out.bytes.size())));
  return head.bytes + out.bytes;
}

TaggerModel decode_tagger_model(std::string_view bytes, std::string_view name) {
  const std::string cannot = "cannot use name model '" + std::string(name) + "': ";
  Reader in(bytes, cannot);
  if (!bytes.starts_with(kMagic))
    throw Error(cannot + "it is not one; make it with scripts/train-names");
  in.take(kMagic.size());
  const auto version = in.number<std::uint32_t>();
  if (version != kTaggerModelVersion)
    throw Error(cannot + "its format is " + std::to_string(version) + ", this build reads " +
                std::to_string(kTaggerModelVersion) + "; train it again with scripts/train-names");
  const auto checksum = in.number<std::uint64_t>();
  if (checksum != XXH3_64bits(in.rest().data(), in.rest().size()))
    throw Error(cannot + "it is damaged; install morgue again");

  TaggerModel model;
  const auto kinds = in.number<std::uint32_t>();
  const auto words = in.number<std::uint32_t>();
  const auto features = in.number<std::uint32_t>();
  model.scale = std::bit_cast<float>(in.number<std::uint32_t>());
  if (kinds == 0 || kinds > kMostKinds)
    throw Error(cannot + "it has " + std::to_string(kinds) +
                " kinds of names, this build reads 1 to " + std::to_string(kMostKinds) +
                "; train it again with scripts/train-names");
  read_kinds(in, kinds, model);
  for (std::size_t before = 0; before < model.tags(); ++before)
    for (std::size_t after = 0; after < model.tags(); ++after)
      model.transitions[before][after] = in.number<std::int16_t>();
  read_clusters(in, words, model.clusters);
  read_weights(in, features, model);
  if (!in.at_end()) throw Error(cannot + "something follows its end; install morgue again");
  return model;
}

}  // namespace morgue
