#include "core/engine/access_desk.hpp"

#include "core/refuse.hpp"

#include <algorithm>
#include <array>

namespace davy::core::access {
namespace {

constexpr std::array<std::string_view, 3> kScopes{"samples", "facts", "mqtt"};

Decided one(EventBody body) {
  Bodies bodies;
  bodies.emplace_back(std::move(body));
  return bodies;
}

struct AccessDesk {
  const Accounts& accounts;
  const site::Directory& directory;
  const Actor& actor;

  bool is_last_administrator(const std::string& login) const {
    const auto administers = [](const auto& entry) { return entry.second.role == Role::Administrator; };
    const auto found = accounts.find(login);
    return found != accounts.end() && administers(*found) && std::ranges::count_if(accounts, administers) == 1;
  }

  Decided operator()(const SaveAccount& ask) const {
    if (is_blank(ask.login)) return refuse(RefusalCode::Invalid, "请填写登录名", "a login is missing", "login");
    if (is_blank(ask.name)) return refuse(RefusalCode::Invalid, "请填写姓名", "a name is missing", "name");
    for (const std::string& post : ask.posts)
      if (!directory.post(post)) return refuse(RefusalCode::Invalid, "没有岗位“" + post + "”", "there is no post " + post, "posts");
    for (const std::string& zone : ask.zones)
      if (!directory.zone(zone)) return refuse(RefusalCode::Invalid, "没有区域“" + zone + "”", "there is no zone " + zone, "zones");
    if (ask.role != Role::Administrator && is_last_administrator(ask.login))
      return refuse(RefusalCode::NotNow, "最后一个管理员不能改为其他角色", "the last administrator stays one", "role");
    return one(AccountSaved{ask.login, ask.name, ask.role, ask.posts, ask.zones});
  }

  Decided operator()(const IssueToken& ask) const {
    if (is_blank(ask.name)) return refuse(RefusalCode::Invalid, "请填写名称", "a name is missing", "name");
    if (!ask.device.empty() && !directory.device(ask.device))
      return refuse(RefusalCode::Invalid, "没有设备“" + ask.device + "”", "there is no device " + ask.device, "device");
    if (ask.scopes.empty()) return refuse(RefusalCode::Invalid, "请选择用途", "say what it is for", "scopes");
    for (const std::string& scope : ask.scopes)
      if (std::ranges::find(kScopes, scope) == kScopes.end())
        return refuse(RefusalCode::Invalid, "没有用途“" + scope + "”", "there is no scope " + scope, "scopes");
    return one(TokenIssued{ask.name, ask.device, ask.scopes, ask.expires});
  }

  Decided operator()(const RevokeToken& ask) const { return one(TokenRevoked{ask.name}); }
  Decided operator()(const SetSecondFactor&) const { return one(SecondFactorSet{actor.login}); }

  Decided operator()(const RemoveSecondFactor& ask) const {
    if (!accounts.contains(ask.login)) return refuse(RefusalCode::NotFound, "没有这个账号", "there is no such account", "login");
    const bool own = ask.login == actor.login;
    if (!own && !may(actor.role, Right::Administer))
      return refuse(RefusalCode::NotAllowed, "只有管理员可以为他人重置两步验证", "only an administrator may reset another's second factor");
    if (!own && is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明理由", "say why it is removed", "reason");
    return one(SecondFactorRemoved{ask.login, ask.reason});
  }

  Decided operator()(const NotePersonalRead& ask) const { return one(PersonalRead{ask.what, ask.about, ask.person}); }
  Decided operator()(const NoteKeyChange& ask) const { return one(ask.change); }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request about access");
    return Bodies{};
  }
};

}  // namespace

Decided decide(const Accounts& accounts, const site::Directory& directory, const PersonRequest& request) {
  return visit(AccessDesk{accounts, directory, request.actor}, request.request);
}

}  // namespace davy::core::access
