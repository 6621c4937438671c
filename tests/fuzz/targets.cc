#include "tests/fuzz/targets.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "corpus/container.h"
#include "corpus/readers/reader.h"
#include "corpus/source.h"
#include "tests/fuzz/promises.h"

namespace morgue {
namespace {

// Small enough that limits are met as well as what lies within them.
constexpr ReadLimits kLimits{.article_bytes = 64u << 10};

SourceFile some_file() { return {"/archive/2016/12/a", "archive/2016/12/a", 0, {}, {}}; }

/// The first broken promise among the records, or of a reader that says nothing at all.
class Judge {
 public:
  RecordSink sink() {
    return [this](const Record& record) {
      ++records_;
      if (fault_.empty()) fault_ = broken_promise(record);
    };
  }
  const std::string& fault() const { return fault_; }
  std::string fault_or_silence() const {
    return fault_.empty() && records_ == 0 ? "nothing was said" : fault_;
  }

 private:
  std::size_t records_ = 0;
  std::string fault_;
};

template <Record (*kReader)(std::string_view, const SourceFile&)>
std::string one_record(std::string_view bytes) {
  return broken_promise(kReader(bytes, some_file()));
}

Record read_page(std::string_view bytes, const SourceFile& file) { return read_html(bytes, file); }

template <void (*kReader)(std::string_view, const SourceFile&, const RecordSink&)>
std::string whole_file(std::string_view bytes) {
  Judge judge;
  kReader(bytes, some_file(), judge.sink());
  return judge.fault_or_silence();
}

template <void (*kReader)(std::istream&, const SourceFile&, const ReadLimits&, const RecordSink&,
                          const std::function<void(std::uint64_t)>&)>
std::string stream(std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  Judge judge;
  std::uint64_t consumed = 0;
  kReader(in, some_file(), kLimits, judge.sink(), [&](std::uint64_t count) { consumed += count; });
  if (consumed > bytes.size()) return "more bytes were consumed than there are";
  return judge.fault();
}

/// Members to their end, or to a bound of what may come out of some kilobytes.
std::string container(std::string_view bytes) {
  constexpr std::size_t kUnpacked = 1u << 20;
  std::istringstream in{std::string(bytes)};
  Container opened(*in.rdbuf());
  std::size_t unpacked = 0;
  while (unpacked < kUnpacked && opened.next()) {
    PeekBuffer peek(opened.bytes(), 4096);
    std::string why;
    const Format format = detect_format(peek.head(), "a", &why);
    if ((format == Format::Unsupported || format == Format::Binary) != !why.empty())
      return "a format is refused without a reason";
    std::array<char, 4096> piece;
    std::streamsize count = 0;
    while (unpacked < kUnpacked && (count = peek.sgetn(piece.data(), piece.size())) > 0)
      unpacked += static_cast<std::size_t>(count);
    ++unpacked;  // empty members count too
  }
  return {};
}

/// The first bytes of a file, and nothing else of it.
std::string format(std::string_view bytes) {
  for (const std::string_view name : {"a", "a.txt", "a.html", "a.xml", "a.json", "a.warc.gz"}) {
    std::string why;
    const Format found = detect_format(bytes, name, &why);
    if ((found == Format::Unsupported || found == Format::Binary) != !why.empty())
      return "a format is refused without a reason";
  }
  return {};
}

constexpr std::array kTargets = {
    FuzzTarget{"format", format},
    FuzzTarget{"text", one_record<read_text>},
    FuzzTarget{"html", one_record<read_page>},
    FuzzTarget{"json_lines", stream<read_json_lines>},
    FuzzTarget{"sgml", stream<read_sgml>},
    FuzzTarget{"feed", whole_file<read_feed>},
    FuzzTarget{"nitf", whole_file<read_nitf>},
    FuzzTarget{"newsml", whole_file<read_newsml>},
    FuzzTarget{"newsml_g2", whole_file<read_newsml_g2>},
    FuzzTarget{"warc", stream<read_warc>},
    FuzzTarget{"arc", stream<read_arc>},
    FuzzTarget{"mail", whole_file<read_mail>},
    FuzzTarget{"mbox", stream<read_mbox>},
    FuzzTarget{"wire", whole_file<read_wire>},
    FuzzTarget{"container", container},
};

}  // namespace

std::span<const FuzzTarget> fuzz_targets() { return kTargets; }

const FuzzTarget* find_fuzz_target(std::string_view name) {
  const auto* const found = std::find_if(kTargets.begin(), kTargets.end(),
                                         [&](const FuzzTarget& one) { return one.name == name; });
  return found == kTargets.end() ? nullptr : found;
}

}  // namespace morgue
