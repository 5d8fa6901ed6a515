using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skiller.Contracts.Operations;
using Skiller.Grains.Activity;
using Skiller.Grains.Audit;
using Skiller.Grains.Following;
using Skiller.Grains.Invitations;
using Skiller.Grains.Letters;
using Skiller.Grains.Mail;
using Skiller.Grains.Notifications;
using Skiller.Grains.Operations;
using Skiller.Grains.Projections;
using Skiller.Grains.Pulse;
using Skiller.Grains.Questions;
using Skiller.Grains.Reputation;
using Skiller.Grains.Search;
using Skiller.Grains.Skills;
using Skiller.Grains.Webhooks;
using Skiller.Storage.Activity;
using Skiller.Storage.Audit;
using Skiller.Storage.Backup;
using Skiller.Storage.Doctor;
using Skiller.Storage.Following;
using Skiller.Storage.Import;
using Skiller.Storage.Invitations;
using Skiller.Storage.Keys;
using Skiller.Storage.Letters;
using Skiller.Storage.Mail;
using Skiller.Storage.Nodes;
using Skiller.Storage.Notifications;
using Skiller.Storage.Postgres;
using Skiller.Storage.Projections;
using Skiller.Storage.Pulse;
using Skiller.Storage.Questions;
using Skiller.Storage.Relational;
using Skiller.Storage.Reputation;
using Skiller.Storage.Schema;
using Skiller.Storage.Search;
using Skiller.Storage.Snapshots;
using Skiller.Storage.Sqlite;
using Skiller.Storage.Status;
using Skiller.Storage.Webhooks;

namespace Skiller.Storage;

/// <summary>Composes the storage of a process.</summary>
internal static class StorageRegistration
{
    /// <summary>Registers the ports of the log with the drivers of the database that the options name. The schema is not touched.</summary>
    public static IServiceCollection AddSkillerStorage(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ClusterClock>();
        services.AddSingleton(options);
        services.AddSingleton<SchemaUpgrade>();
        services.AddSingleton<MigrationPlan>();
        services.AddSingleton<DoctorRows>();
        services.AddSingleton<CommitSignal>();
        services.AddSingleton<ICommitSignal>(static provider => provider.GetRequiredService<CommitSignal>());
        services.AddSingleton<GroupCommitWriter>();
        services.AddSingleton<IWritableLog>(static provider => provider.GetRequiredService<GroupCommitWriter>());
        services.AddHostedService<CommitPoll>();
        return options.IsPostgres ? services.AddPostgres(options) : services.AddSqlite();
    }

    private static IServiceCollection AddPostgres(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(_ => PostgresSource.Ours(options))
        .AddKeyedSingleton(OrleansStorageHosting.Source, (_, _) => PostgresSource.OfOrleans(options))
        .AddSingleton<PostgresDatabase>()
        .AddSingleton<PostgresChecks>()
        .AddSingleton<PostgresKnock>()
        .AddSingleton<PostgresNeighbours>()
        .AddSingleton<PostgresAppendFence>()
        .AddSingleton<IAppendStore, PostgresAppendStore>()
        .AddSingleton<IActivityLog, PostgresActivityLog>()
        .AddSingleton<ICheckpoints, PostgresCheckpoints>()
        .AddSingleton<IDeadLetters, PostgresDeadLetters>()
        .AddSingleton<IIdentifiers, PostgresIdentifiers>()
        .AddSingleton<IStatusReader, PostgresStatusReader>()
        .AddSingleton<IInvitationRecords, PostgresInvitationRecords>()
        .AddSingleton<ICountedFacts, PostgresCountedFacts>()
        .AddSingleton<ISqlDatabase, PostgresSqlDatabase>()
        .AddSingleton<IDatabaseCopy, PostgresCopy>()
        .AddDerived()
        .AddHostedService<PostgresCommitListener>();

    private static IServiceCollection AddSqlite(this IServiceCollection services) => services
        .AddSingleton<SqliteDatabase>()
        .AddSingleton<IAppendStore, SqliteAppendStore>()
        .AddSingleton<IActivityLog, SqliteActivityLog>()
        .AddSingleton<ICheckpoints, SqliteCheckpoints>()
        .AddSingleton<IDeadLetters, SqliteDeadLetters>()
        .AddSingleton<IIdentifiers, SqliteIdentifiers>()
        .AddSingleton<IStatusReader, SqliteStatusReader>()
        .AddSingleton<IInvitationRecords, SqliteInvitationRecords>()
        .AddSingleton<ICountedFacts, SqliteCountedFacts>()
        .AddSingleton<ISqlDatabase, SqliteSqlDatabase>()
        .AddSingleton<IDatabaseCopy, SqliteCopy>()
        .AddDerived();

    private static IServiceCollection AddDerived(this IServiceCollection services) => services
        .AddSingleton<ILogHeads, LogHeads>()
        .AddSingleton<IViewCounter, ViewCounter>()
        .AddSingleton<IOutbox, Outbox>()
        .AddSingleton<IWebhookQueue, WebhookQueue>()
        .AddSingleton<IImportMap, ImportMap>()
        .AddSingleton<IAuditTrail, AuditTrail>()
        .AddSingleton<SecretBox>()
        .AddSingleton<ISecrets, Secrets>()
        .AddSingleton<FormKeyRows>()
        .AddSingleton<SealedSecrets>()
        .AddSingleton<LayoutCheck>()
        .AddSingleton<Seal>()
        .AddSingleton<NodeRows>()
        .AddSingleton<StatusRows>()
        .AddSingleton<IReadOnlyMode, ReadOnlyMode>()
        .AddSingleton<UpkeepRows>()
        .AddSingleton<TracedActs>()
        .AddSingleton<FigureReader>()
        .AddSingleton<DerivedState>()
        .AddSingleton<IDerivedState>(static provider => provider.GetRequiredService<DerivedState>())
        .AddSingleton<IUnwritten>(static provider => provider.GetRequiredService<DerivedState>())
        .AddSingleton<IStandingStore, StandingStore>()
        .AddSingleton<IListStore, ListStore>()
        .AddSingleton<ISearchIndex, SearchIndex>()
        .AddSingleton<IInboxStore, InboxStore>()
        .AddSingleton<INotificationRows, NotificationRows>()
        .AddSingleton<ILetterRows, LetterRows>()
        .AddSingleton<IDigestRows, DigestRows>()
        .AddSingleton<IFeedStore, FeedStore>()
        .AddSingleton<IFeedRows, FeedRows>()
        .AddSingleton<IPulseStore, PulseStore>()
        .AddSingleton<ReadModels>()
        .AddSingleton<ISitemapRows, SitemapRows>()
        .AddSingleton<IReadModels>(static provider => provider.GetRequiredService<ReadModels>())
        .AddSingleton<ISkillFigures>(static provider => provider.GetRequiredService<ReadModels>());
}
