// 课程视频：上传与播放。
export default {
  films: {
    add: '选择视频', replace: '更换视频', remove: '移除视频', stop: '停止上传', hint: 'MP4（H.264 与 AAC）或 WebM，至多 256 MB。网络中断后自动续传；关闭页面后再选同一文件，从中断处继续。',
    reading: '正在读取', sending: '正在上传', keeping: '正在保存', waits: '网络无应答，稍后自动重试',
    not_a_film: '此文件不是 MP4 或 WebM 视频', too_large: '视频超过 256 MB', unreadable: '读不到此文件，请重新选择', changed: '上传后内容不一致，请重新上传', not_played: '此浏览器不能播放该视频；手机也不能播放时，请换用 H.264 编码的 MP4',
  },
};
