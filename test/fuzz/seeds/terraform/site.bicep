param idle int = 4
var name = 'app-${uniqueString(resourceGroup().id)}'
resource plan 'Microsoft.Web/serverfarms@2022-09-01' = { name: 'plan', sku: { name: 'B1' } }
resource app 'Microsoft.Web/sites@2022-09-01' = {
  name: name
  properties: {
    serverFarmId: plan.id
    siteConfig: {
      appCommandLine: 'gunicorn --timeout 600 app:app'
      appSettings: [
        { name: 'WEB_CONCURRENCY', value: '${idle}' }
      ]
    }
  }
}
module sub './sub.bicep' = if (idle > 3) { name: 'sub' }
