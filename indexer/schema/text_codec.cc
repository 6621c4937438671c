#include "indexer/schema/text_codec.h"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "corpus/error.h"

namespace morgue::schema {
namespace {

constexpr int kLevel = 3;
constexpr std::size_t kDictionaryBytes = 110u << 10;
constexpr std::size_t kFewestBytes = 16u << 10;
// Readers refuse larger articles (Limits::article_bytes): a frame that claims to be is damaged.
constexpr unsigned long long kMostBytes = 128ull << 20;

template <auto free>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    free(object);
  }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, Free<ZSTD_freeCCtx>>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, Free<ZSTD_freeDCtx>>;

}  // namespace

struct TextCodec::Digested {
  std::once_flag once;
  std::unique_ptr<ZSTD_CDict, Free<ZSTD_freeCDict>> to_compress;  // takes 1 ms; readers need none
  std::unique_ptr<ZSTD_DDict, Free<ZSTD_freeDDict>> to_decompress;
};

std::string make_dictionary(const std::vector<std::string>& samples) {
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  if (all.size() < kFewestBytes) return {};
  std::string dictionary(std::min(kDictionaryBytes, all.size() / 4), '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(),
                                                 sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return {};  // nothing in common
  dictionary.resize(size);
  return dictionary;
}

TextCodec::TextCodec(std::string dictionary) : dictionary_(std::move(dictionary)) {
  if (dictionary_.empty()) return;
  digested_ = std::make_unique<Digested>();
  digested_->to_decompress.reset(ZSTD_createDDict(dictionary_.data(), dictionary_.size()));
}

TextCodec::~TextCodec() = default;

std::string TextCodec::compress(std::string_view text) const {
  thread_local const Compressor compressor{ZSTD_createCCtx()};
  if (has_dictionary())
    std::call_once(digested_->once, [this] {
      digested_->to_compress.reset(
          ZSTD_createCDict(dictionary_.data(), dictionary_.size(), kLevel));
    });
  std::string bytes(1 + ZSTD_compressBound(text.size()), '\0');
  bytes.front() = has_dictionary() ? '\1' : '\0';
  const std::size_t size =
      has_dictionary()
          ? ZSTD_compress_usingCDict(compressor.get(), bytes.data() + 1, bytes.size() - 1,
                                     text.data(), text.size(), digested_->to_compress.get())
          : ZSTD_compressCCtx(compressor.get(), bytes.data() + 1, bytes.size() - 1, text.data(),
                              text.size(), kLevel);
  if (ZSTD_isError(size) != 0)
    throw Error{std::string{"cannot compress an article: "} + ZSTD_getErrorName(size)};
  bytes.resize(1 + size);
  bytes.shrink_to_fit();
  return bytes;
}

std::string TextCodec::decompress(std::string_view bytes) const {
  const auto fail = [](std::string_view cause) {
    throw Error{"the text of an article is damaged (" + std::string{cause} +
                "); run 'morgue check', then index the source again"};
  };
  thread_local const Decompressor decompressor{ZSTD_createDCtx()};
  if (bytes.empty()) fail("it is empty");
  const bool with_dictionary = bytes.front() == '\1';
  if (!with_dictionary && bytes.front() != '\0') fail("of unknown form");
  if (with_dictionary && !has_dictionary()) fail("the archive's dictionary is gone");
  bytes.remove_prefix(1);
  const unsigned long long text_bytes = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (text_bytes > kMostBytes) fail("no frame");  // what zstd says of errors is larger still
  std::string text(text_bytes, '\0');
  const std::size_t size =
      with_dictionary
          ? ZSTD_decompress_usingDDict(decompressor.get(), text.data(), text.size(), bytes.data(),
                                       bytes.size(), digested_->to_decompress.get())
          : ZSTD_decompressDCtx(decompressor.get(), text.data(), text.size(), bytes.data(),
                                bytes.size());
  if (ZSTD_isError(size) != 0) fail(ZSTD_getErrorName(size));
  text.resize(size);
  return text;
}

}  // namespace morgue::schema
