"""卷宗: a case in one package, for people who have never seen the program.

The package proves itself: every act comes with its ``.tlog-proof``, and a bundle of the log
with the events of the case, all others as hashes, is checked offline by ``gongxin-verify``.
"""
