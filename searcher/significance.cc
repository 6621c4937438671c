#include "searcher/significance.h"

#include <cmath>

namespace morgue {

double significance(const Contrast& contrast) {
  constexpr double kCorrection = 0.5;
  const double here = static_cast<double>(contrast.here);
  const double with_value = static_cast<double>(contrast.with_value_anywhere);
  const double anywhere = static_cast<double>(contrast.anywhere);
  if (contrast.here == 0 || contrast.here >= contrast.anywhere) return 0;
  const double observed = static_cast<double>(contrast.with_value) - kCorrection;
  const double expected = here * with_value / anywhere;
  if (observed <= expected) return 0;
  double sum = 0;
  const auto add = [&](double cell, double cell_expected) {
    sum += cell * std::log(cell / cell_expected);
  };
  // None of the cells is empty: more than expected is less than there is, by the correction.
  add(observed, expected);
  add(here - observed, here - expected);
  add(with_value - observed, with_value - expected);
  add(anywhere - here - with_value + observed, anywhere - here - with_value + expected);
  return 2 * sum;
}

}  // namespace morgue
