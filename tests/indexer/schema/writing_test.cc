#include "indexer/schema/writing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <exception>
#include <string>
#include <thread>

#include "corpus/error.h"

namespace morgue::schema {
namespace {

constexpr const char* kRefusal =
    "cannot write archive '/news/archive': DatabaseError: no room; what was in it before is safe: "
    "make room or mend the disk, and do it again";

[[noreturn]] void run_out_of_room() { throw Xapian::DatabaseError{"no room"}; }

[[noreturn]] void run_out_of_room_where_nothing_catches() noexcept { run_out_of_room(); }

TEST(WhatCannotBeWritten, IsNamedWithArchiveCauseAndWayOut) {
  try {
    writing("/news/archive", run_out_of_room);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), kRefusal);
  }
}

TEST(WhatCannotBeWritten, IsNamedSoWhereNothingCatches) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      writing("/news/archive", [] { std::thread{run_out_of_room_where_nothing_catches}.join(); }),
      testing::ExitedWithCode(1), testing::Eq("morgue: " + std::string{kRefusal} + "\n"));
}

// As when a destructor that may not throw is left by an exception: none can be got at.
TEST(WhatCannotBeWritten, IsNamedByTheLastErrorWhereThereIsNoException) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(writing("/news/archive",
                      [] {
                        errno = ENOSPC;
                        std::terminate();
                      }),
              testing::ExitedWithCode(1),
              testing::StartsWith(
                  "morgue: cannot write archive '/news/archive': No space left on device; "));
}

TEST(WhatCannotBeWritten, IsNobodyElsesTermination) {
  const std::terminate_handler before = std::get_terminate();
  EXPECT_EQ(writing("/news/archive", [] { return 3; }), 3);
  EXPECT_EQ(std::get_terminate(), before);
}

}  // namespace
}  // namespace morgue::schema
