"""Why a file could not be read or written, in the words of the clerk."""

from __future__ import annotations

import errno
from types import MappingProxyType

_WHY = MappingProxyType(
    {
        "ENOSPC": "磁盘满了",
        "EDQUOT": "磁盘配额用完了",
        "EROFS": "磁盘是只读的",
        "EACCES": "没有权限",
        "EPERM": "没有权限",
        "ENOENT": "没有这个文件或文件夹",
        "EEXIST": "已经有同名的文件",
        "ENOTDIR": "路径中有一段是文件，不是文件夹",
        "EISDIR": "这是文件夹，不是文件",
        "ENOTEMPTY": "文件夹里还有别的东西",
        "EBUSY": "正被别的程序使用",
        "ETXTBSY": "正被别的程序使用",
        "EIO": "磁盘或网络读写出错",
        "ENAMETOOLONG": "文件名或路径太长",
        "EFBIG": "文件太大，这种磁盘存不下",
        "EMFILE": "同时打开的文件太多",
        "ENFILE": "同时打开的文件太多",
        "ELOOP": "链接绕来绕去又指回自己",
        "EXDEV": "两处不在同一个磁盘上",
        "EADDRINUSE": "已被别的程序占用",
        "EADDRNOTAVAIL": "本机没有这个地址",
        "ECONNREFUSED": "对方没有接受连接",
        "ETIMEDOUT": "等了很久没有回答",
    }
)
"""What systems say most often, by the names of the numbers; the rest, and Windows in its own language, speak for themselves."""


def cause(failure: OSError) -> str:
    """`磁盘满了：No space left on device`: in Chinese, with the words of the system, by which help can be found."""
    said = failure.strerror or str(failure) or type(failure).__name__
    known = _WHY.get(errno.errorcode.get(failure.errno or 0, ""))
    return f"{known}：{said}" if known and said.isascii() else said
