import type { Messages } from '../localize.js';

export const camera: Messages = {
  '相机画面': 'What the camera sees',
  '手电筒': 'Light',
  '正在打开相机': 'Opening the camera',
  '这个页面不是安全连接，不能用相机。请改用图片或输入。': 'This page is not secure, so it has no camera. Use a picture or type.',
  '没有找到相机。请改用图片或输入。': 'No camera was found. Use a picture or type.',
  '没有相机权限。请在浏览器设置里允许，或改用图片或输入。': 'The camera is not allowed here. Allow it in the browser’s settings, use a picture, or type.',
  '相机正被其他应用占用。请关掉它再试，或改用图片或输入。': 'Another app holds the camera. Close it and try again, use a picture, or type.',
  '这个页面不允许识别图像。请输入码上的内容。': 'This page does not allow pictures to be read. Type what the code says.',
  '识别组件没有载入。请检查网络后再试，或输入码上的内容。': 'The decoder did not load. Check the network and try again, or type what the code says.',
};
