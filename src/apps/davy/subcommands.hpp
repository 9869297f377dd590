#pragma once
// The subcommands of `davy`, one file each. A subcommand adds itself to the command line; when it is chosen, it runs in its callback
// and leaves the exit status of the program: 0 done, 1 the answer is no (findings, a broken chain), 2 it could not be done.
//
// A new one: write x.cpp with add_x(), declare it here, and name it in kSubcommands.

#include <array>

namespace CLI {
class App;
}

namespace davy::apps {

using AddSubcommand = void (*)(CLI::App& app, int& exit_status);

void add_backtest(CLI::App& app, int& exit_status);
void add_backup(CLI::App& app, int& exit_status);
void add_backups(CLI::App& app, int& exit_status);
void add_broker_certificate(CLI::App& app, int& exit_status);
void add_check(CLI::App& app, int& exit_status);
void add_drill(CLI::App& app, int& exit_status);
void add_key(CLI::App& app, int& exit_status);
void add_evidence(CLI::App& app, int& exit_status);
void add_mqtt_acl(CLI::App& app, int& exit_status);
void add_query(CLI::App& app, int& exit_status);
void add_rebuild(CLI::App& app, int& exit_status);
void add_reload(CLI::App& app, int& exit_status);
void add_replay(CLI::App& app, int& exit_status);
void add_restore(CLI::App& app, int& exit_status);
void add_rollback(CLI::App& app, int& exit_status);
void add_seal(CLI::App& app, int& exit_status);
void add_test_rules(CLI::App& app, int& exit_status);
void add_token(CLI::App& app, int& exit_status);
void add_verify(CLI::App& app, int& exit_status);

inline constexpr std::array<AddSubcommand, 19> kSubcommands{add_backtest,   add_backup,  add_backups,  add_broker_certificate,
                                                            add_check,      add_drill,   add_evidence, add_key,
                                                            add_mqtt_acl,   add_query,   add_rebuild,  add_reload,
                                                            add_replay,     add_restore, add_rollback, add_seal,
                                                            add_test_rules, add_token,   add_verify};

}  // namespace davy::apps
