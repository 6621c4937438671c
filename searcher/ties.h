// How many articles names share, each pair of some names of one facet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searcher/columns.h"
#include "searcher/request.h"

namespace morgue {

/// A symmetric table by place in a list of names; the diagonal says how many articles a name has.
class Ties {
 public:
  explicit Ties(std::size_t names) : names_(names), articles_(names * names, 0) {}

  std::size_t names() const { return names_; }
  std::uint64_t between(std::size_t a, std::size_t b) const { return articles_[a * names_ + b]; }
  void set(std::size_t a, std::size_t b, std::uint64_t articles) {
    articles_[a * names_ + b] = articles_[b * names_ + a] = articles;
  }

 private:
  std::size_t names_;
  std::vector<std::uint64_t> articles_;
};

/// A name that the archive does not have shares nothing. O(names² · documents / 64)
Ties ties_between(const Columns& columns, Facet facet, const std::vector<std::string>& names,
                  EntityScope scope);

}  // namespace morgue
