// The bars of a date histogram: years, months or days as consecutive integers, so that empty ones
// show.
#pragma once

#include <cstdint>
#include <string>

#include "searcher/answer.h"

namespace morgue {

/// Years; months counted from year 0; days from 1970-01-01.
/// @param day  YYYYMMDD
int bar_index(BarUnit unit, std::int32_t day);

/// "2016", "2016-12", "2016-12-19"
std::string bar_value(BarUnit unit, int index);

/// The finest unit in which the days from YYYYMMDD to YYYYMMDD make no more bars than a page shows.
BarUnit unit_for(std::int32_t first, std::int32_t last);

}  // namespace morgue
