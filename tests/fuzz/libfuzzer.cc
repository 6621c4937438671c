// One libFuzzer program for all targets: MORGUE_FUZZ_TARGET in the environment names one of them.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/fuzz/targets.h"

namespace {

const morgue::FuzzTarget* target = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  const char* const name = std::getenv("MORGUE_FUZZ_TARGET");
  target = morgue::find_fuzz_target(name == nullptr ? "" : name);
  if (target != nullptr) return 0;
  std::fputs("MORGUE_FUZZ_TARGET must be one of", stderr);
  for (const morgue::FuzzTarget& one : morgue::fuzz_targets())
    std::fprintf(stderr, " %.*s", static_cast<int>(one.name.size()), one.name.data());
  std::fputs("\n", stderr);
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string fault =
      target->read(std::string_view(reinterpret_cast<const char*>(data), size));
  if (fault.empty()) return 0;
  std::fprintf(stderr, "broken promise: %s\n", fault.c_str());
  std::abort();
}
