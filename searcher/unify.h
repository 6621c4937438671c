// One name for one person, organisation or source across the archive, whatever its articles print.
// What the users' authority files say holds first; then rules, each of them careful: two persons
// under one name are worse than one person under two.
//
//   persons         spellings that sound alike       Sergey Lavrov, Sergei Lavrov
//                   middle names                     George Bush, George W. Bush
//                   a rare spelling of a known name  Gorbachov beside hundreds of Gorbachev
//                   an initial                       H. Rouhani
//                   familiar given names             Bob and Robert Nardelli, if they are named in
//                                                    the same company
//                   a family name alone              Rouhani, by who of that name the news was
//                   about
//                                                    in those months; unresolved if that is not
//                                                    clear
//   organisations   legal forms and "the"            Acme Widgets, the Acme Widgets Co.
//                   other names of the table         UN (in a query: articles are read with it)
//                   acronyms                         IRGC, by the articles that spell it out, if
//                                                    they agree
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "searcher/authority.h"
#include "searcher/draft_column.h"
#include "searcher/request.h"

namespace morgue {

/// An acronym and what it stands for, by the articles that spell it out.
struct AcronymUse {
  std::string acronym, name;
  std::uint32_t documents = 0;
};

/// Refiles the entries of a column. O(entries + values · log values).
/// @param days      YYYYMMDD of each document, 0 if undated
/// @param acronyms  of organisations
void unify_names(DraftColumn& column, Facet facet, const Authority& authority,
                 const std::vector<std::int32_t>& days, const std::vector<AcronymUse>& acronyms);

}  // namespace morgue
