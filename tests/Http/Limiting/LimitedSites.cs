using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Http.Limiting;

/// <summary>A site where the limits hold: the addresses are of a reserved domain, but simulation is off.</summary>
public sealed class LimitedSqliteSite : Site
{
    protected override bool IsSimulation => false;
}

/// <inheritdoc cref="LimitedSqliteSite"/>
public sealed class LimitedPostgresSite : Site
{
    protected override bool IsOnPostgres => true;

    protected override bool IsSimulation => false;
}
