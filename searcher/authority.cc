#include "searcher/authority.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr const char* kAliases = "aliases.tsv";
constexpr const char* kStops = "stop.tsv";
constexpr std::size_t kMaxNameBytes = 500;

std::optional<Facet> facet_of(std::string_view kind) {
  for (const Facet facet : {Facet::Person, Facet::Organisation, Facet::Source, Facet::Section})
    if (kind == to_string(facet)) return facet;
  return std::nullopt;
}

/// Reads the lines of one file that have the wanted number of columns and a kind we know.
class TableReader {
 public:
  TableReader(const std::filesystem::path& directory, const char* name, std::size_t columns,
              std::vector<std::string>& mistakes)
      : name_(name), columns_(columns), mistakes_(mistakes), in_(directory / name) {}

  struct Row {
    Facet facet = Facet::Person;
    std::array<std::string, 2> names;
  };

  std::optional<Row> next() {
    std::string line;
    while (std::getline(in_, line)) {
      ++number_;
      if (line.ends_with('\r')) line.pop_back();
      if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      if (trim(line).empty() || line.starts_with('#')) continue;
      if (auto row = parse(line)) return row;
    }
    return std::nullopt;
  }

 private:
  std::optional<Row> parse(const std::string& line) {
    if (!is_valid_utf8(line)) return mistake("is not UTF-8; save the file as UTF-8");
    std::vector<std::string_view> cells;
    std::string_view rest = line;
    for (std::size_t tab = 0; (tab = rest.find('\t')) != std::string_view::npos;
         rest = rest.substr(tab + 1))
      cells.push_back(trim(rest.substr(0, tab)));
    cells.push_back(trim(rest));
    if (cells.size() != columns_ ||
        std::any_of(cells.begin(), cells.end(), [](std::string_view cell) {
          return cell.empty() || cell.size() > kMaxNameBytes;
        }))
      return mistake(columns_ == 3
                         ? "is not a kind, a name and the name to file it under, with tabs between"
                         : "is not a kind and a name with a tab between");
    const auto facet = facet_of(cells[0]);
    if (!facet)
      return mistake(fmt::format("has the kind '{}'; write person, organisation, source or section",
                                 cells[0]));
    Row row{*facet, {}};
    for (std::size_t i = 1; i < columns_; ++i) row.names[i - 1] = cells[i];
    return row;
  }

  std::nullopt_t mistake(std::string_view what) {
    mistakes_.push_back(fmt::format("{}, line {}, {}.", name_, number_, what));
    return std::nullopt;
  }

  const char* name_;
  std::size_t columns_;
  std::vector<std::string>& mistakes_;
  std::ifstream in_;
  std::size_t number_ = 0;
};

}  // namespace

Authority read_authority(const std::filesystem::path& archive) {
  Authority authority;
  TableReader aliases{archive, kAliases, 3, authority.mistakes};
  while (auto row = aliases.next())
    authority.aliases.push_back({row->facet, std::move(row->names[0]), std::move(row->names[1])});
  TableReader stops{archive, kStops, 2, authority.mistakes};
  while (auto row = stops.next()) authority.stops.push_back({row->facet, std::move(row->names[0])});
  return authority;
}

std::string authority_stamp(const std::filesystem::path& archive) {
  std::string stamp;
  for (const char* const name : {kAliases, kStops}) {
    struct stat status {};
    if (::stat((archive / name).c_str(), &status) != 0) continue;
    stamp += fmt::format("{}{:x}.{:x}.{:x}.{:x}", stamp.empty() ? "" : "-", status.st_ino,
                         status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
  }
  return stamp;
}

}  // namespace morgue
