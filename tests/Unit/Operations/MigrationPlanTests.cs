using Skiller.Storage.Schema;
using Xunit;

namespace Skiller.Tests.Unit.Operations;

/// <summary>What a migration is said to do, read off its statements.</summary>
public sealed class MigrationPlanTests
{
    [Theory]
    [InlineData("create table a (b text); create index on_a on a (b); insert into a (b) values ('drop table c; x')", true, "")]
    [InlineData("alter table q add column r bigint not null default 0", true, "q: alter table, everybody waits for a moment")]
    [InlineData("create index concurrently i on q (r)", true, "q: create index, nobody waits")]
    [InlineData("-- of old\ncreate unique index i on q (r)", true, "q: create index, writes wait until it is built")]
    [InlineData("update q set r = 1", true, "q: update, writes to the same rows wait")]
    [InlineData("delete from q", false, "q: delete from, writes to the same rows wait")]
    [InlineData("alter table q drop column r", false, "q: alter table, everybody waits, for a whole look at the table perhaps")]
    [InlineData("drop table q", false, "")]
    public void Statements_tell_whether_old_programs_go_on_and_who_waits(string script, bool isExpanding, string locks)
    {
        var read = MigrationPlan.Read(script);
        Assert.Equal((isExpanding, locks), (read.IsExpanding, string.Join("; ", read.Locks.Select(static held => $"{held.Table}: {held.By}, {held.Effect}"))));
    }
}
