using Skiller.Tests.Http.Sites;

namespace Skiller.Tests.Http.Administration;

/// <summary>A site of its own for who changes what every page says.</summary>
public sealed class NamedSqliteSite : Site;

/// <inheritdoc cref="NamedSqliteSite"/>
public sealed class NamedPostgresSite : Site
{
    protected override bool IsOnPostgres => true;
}
