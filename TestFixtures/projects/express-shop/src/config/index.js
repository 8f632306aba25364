const base = {
  port: Number(process.env.PORT) || 3000,
  currency: 'EUR',
  invoicePrefix: 'HG',
};

const environments = {
  development: {
    database: { host: 'localhost', user: 'postgres', name: 'shop_dev' },
    assetsUrl: 'http://localhost:8080',
  },
  staging: {
    database: { host: 'db-staging.harbour-goods.internal', user: 'shop_app', name: 'shop' },
    assetsUrl: 'https://assets-staging.harbour-goods.internal',
  },
  production: {
    database: { host: 'db-primary.harbour-goods.internal', user: 'shop_app', name: 'shop' },
    assetsUrl: 'https://assets.harbour-goods.internal',
  },
};

module.exports = { ...base, ...environments[process.env.NODE_ENV || 'development'] };
