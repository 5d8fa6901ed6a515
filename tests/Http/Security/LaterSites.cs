using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Http.Security;

/// <summary>A clock that runs as the machine's does and can be put forward.</summary>
public sealed class LaterClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void PutForward(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
}

/// <summary>A site whose time can be put forward.</summary>
public abstract class LaterSite : Site
{
    private readonly LaterClock _clock = new();

    protected override TimeProvider Clock => _clock;

    public DateTimeOffset Now => _clock.GetUtcNow();

    public void PutForward(TimeSpan time)
    {
        NeedsOneProcess("It puts the time of the site forward.");
        _clock.PutForward(time);
    }
}

/// <inheritdoc cref="LaterSite"/>
public sealed class LaterSqliteSite : LaterSite;

/// <inheritdoc cref="LaterSite"/>
public sealed class LaterPostgresSite : LaterSite
{
    protected override bool IsOnPostgres => true;
}
