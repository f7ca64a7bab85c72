import type { CameraFault } from './camera.js';
import { msg } from './locale/localize.js';

/** Why the camera cannot be used, and what to do now. */
export function cameraWords(fault: CameraFault): string {
  switch (fault) {
    case 'insecure': return msg('这个页面不是安全连接，不能用相机。请改用图片或输入。');
    case 'no_camera': return msg('没有找到相机。请改用图片或输入。');
    case 'denied': return msg('没有相机权限。请在浏览器设置里允许，或改用图片或输入。');
    case 'busy': return msg('相机正被其他应用占用。请关掉它再试，或改用图片或输入。');
    case 'decoder_blocked': return msg('这个页面不允许识别图像。请输入码上的内容。');
    case 'decoder_unreachable': return msg('识别组件没有载入。请检查网络后再试，或输入码上的内容。');
  }
}
