// The commands of `morgue`, one a file. Each takes the words behind its name and returns the exit
// status: 0, or 1 if nothing could be done; a wrong command line is a UsageError (status 2),
// anything else that goes wrong an Error (status 1).
#pragma once

#include <string>
#include <vector>

namespace morgue::cli {

using Arguments = std::vector<std::string>;

int index_command(const Arguments& arguments);
int watch_command(const Arguments& arguments);
int inspect_command(const Arguments& arguments);
int search_command(const Arguments& arguments);
int related_command(const Arguments& arguments);
int serve_command(const Arguments& arguments);
int stats_command(const Arguments& arguments);
int check_command(const Arguments& arguments);
int remove_command(const Arguments& arguments);
int export_command(const Arguments& arguments);
int compact_command(const Arguments& arguments);

}  // namespace morgue::cli
