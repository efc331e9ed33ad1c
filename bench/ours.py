import sys; sys.path.insert(0,'/work/main')
from floors import Floor
def populate(p,n): raise RuntimeError('no')
def open_app(p): return Floor(p/'sdrdesk.db')
def close_app(a): a.close()
def today(a): a.today()
def search(a,t): a.search(t)
def log_touch(a,i): a.log_touch(i)
