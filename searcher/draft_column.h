// A facet column while it is made: read from value slots, then its names are joined (unify.h), then
// packed with the others into Columns, which nobody changes any more.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace morgue {

/// The values of one facet and which documents have them. Spellings that fold to the same name
/// (Erdogan, Erdoğan) are one value; its label is the commonest spelling. Names that mean the same
/// one are filed under one of them: the others keep their ordinals, and have no entries.
struct DraftColumn {
  struct Entry {
    std::uint32_t ordinal : 31;
    std::uint32_t focus : 1;
  };
  static constexpr std::uint32_t kNowhere = 0x7FFFFFFF;

  std::size_t values() const { return labels.size(); }
  const Entry* begin(std::size_t document) const { return entries.data() + starts[document]; }
  const Entry* end(std::size_t document) const { return entries.data() + starts[document + 1]; }

  std::vector<std::string> labels, folded;  // by ordinal
  std::vector<std::uint32_t> filed_under;   // by ordinal; kNowhere if stopped
  /// Of every name in `folded`, and of more that can be asked for.
  std::unordered_map<std::string, std::uint32_t> by_folded;
  std::vector<std::uint32_t> starts;  // one more than documents
  std::vector<Entry> entries;
};

/// Fills a column, documents in ascending order.
class DraftColumnLoader {
 public:
  DraftColumnLoader(DraftColumn& column, std::size_t documents);
  void add(std::size_t document, std::string_view name, bool focus);
  void finish();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  struct Spelling {
    std::uint32_t ordinal = 0;
    std::uint64_t count = 0;
  };

  void fill_up_to(std::size_t document);
  std::uint32_t spelling_of(std::string_view name);

  DraftColumn& column_;
  std::size_t filled_ = 0;
  std::vector<Spelling> spellings_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
};

}  // namespace morgue
