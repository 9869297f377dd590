// What verification found, in words.
#include "evidence/verify.hpp"

namespace davy::evidence {
namespace {

Text wrong_words(Wrong wrong) {
  switch (wrong) {
    case Wrong::BadSignature:
      return {"签名不对：不是由该密钥签署，或签署后被改动", "bad signature: this key did not sign it, or it was changed since"};
    case Wrong::OtherKey: return {"密钥不是应有的那一个", "signed with another key than it must be"};
    case Wrong::OtherSite: return {"属于另一个站点", "of another site"};
    case Wrong::Changed: return {"被改动", "changed"};
    case Wrong::Missing: return {"缺失", "missing"};
    case Wrong::Inserted: return {"被插入", "inserted"};
    case Wrong::OutOfOrder: return {"不在应有的位置", "out of order"};
    case Wrong::Hidden: return {"导出时是公开的，现被隐去", "hidden: it was shown when the bundle was made"};
    case Wrong::Unlinked: return {"与前一个不相连", "does not follow from the one before"};
    case Wrong::OtherHash: return {"散列值与链不一致", "has another hash than the chain"};
    case Wrong::Unreadable: return {"无法读取", "cannot be read"};
  }
  return {};
}

}  // namespace

Text words_of(const Fault& fault) {
  const Text words = wrong_words(fault.wrong);
  return {fault.what + "：" + words.zh, fault.what + ": " + words.en};
}

Text words_of(const Checked& checked) {
  const std::string n = std::to_string(checked.count);
  switch (checked.check) {
    case Check::Manifest:
      return {"清单由包内密钥签署，签署后未改动", "the manifest was signed with the bundle's key and not changed since"};
    case Check::Key: return {"密钥正是给定的那一个", "the key is the one that was given"};
    case Check::Checkpoints:
      return {n + " 个检查点由同一密钥签署，首尾相连", n + " checkpoints, signed with the same key, each naming the one before"};
    case Check::Records:
      return {n + " 条记录逐条相连，与检查点一致", n + " records, each following from the one before, as the checkpoints say"};
    case Check::Shown: return {n + " 条记录公开全文，正是导出时的那些", n + " records are shown whole, the same as at export"};
    case Check::Photos: return {n + " 张照片（附件）与记录所写的摘要一致", n + " photos (attachments) are those that the records name"};
    case Check::Samples: return {n + " 组采样数据与导出时一致", n + " blocks of samples are as they were at export"};
    case Check::Rules: return {n + " 条规则与导出时一致", n + " rules are as they were at export"};
    case Check::Witness: return {"见证方保存的 " + n + " 个检查点与链一致", n + " checkpoints kept by the witness agree with the chain"};
  }
  return {};
}

}  // namespace davy::evidence
