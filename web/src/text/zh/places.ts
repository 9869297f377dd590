export default {
  places: {
    labels: '场所二维码', labels_lead: '打印后贴在现场。扫码即打开该区域或测点的页面，可直接报隐患。', print: '打印', every_zone: '全部区域', points_of: '{zone} 的测点', report_here: '在这里报隐患', no_alarms: '这里没有未消除的报警', open_here: '这里未关闭的工单与隐患', unknown: '看不见', none: '本站点没有区域“{name}”',
    camera: '相机画面', camera_starting: '正在打开相机', camera_none: '没有找到相机，请从下面选择。', camera_refused: '浏览器没有得到使用相机的许可，请在浏览器设置中允许，或从下面选择。', camera_needs_https: '浏览器只在 https 下允许使用相机，请从下面选择，或用手机自带相机扫码。', foreign: '这不是本系统的二维码：', or_choose: '或直接选择区域',
  },
};
